-- Moves: their procedures and steps, what they turned and stopped, and what waits after them.

ALTER TABLE epochs ADD COLUMN owner VARCHAR(500);
ALTER TABLE epochs ADD COLUMN reason ${text};

CREATE TABLE runbooks (
  run_id VARCHAR(60) NOT NULL PRIMARY KEY REFERENCES runs (id),
  name VARCHAR(200) NOT NULL,
  text ${text} NOT NULL,
  hash VARCHAR(200) NOT NULL,
  parameters ${text} NOT NULL
);

CREATE TABLE steps (
  run_id VARCHAR(60) NOT NULL REFERENCES runs (id),
  position INTEGER NOT NULL,
  step VARCHAR(200) NOT NULL,
  status VARCHAR(20) NOT NULL,
  attempts INTEGER NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE,
  ended_at TIMESTAMP WITH TIME ZONE,
  details ${text} NOT NULL,
  PRIMARY KEY (run_id, position)
);

CREATE TABLE switches (
  run_id VARCHAR(60) NOT NULL REFERENCES runs (id),
  name VARCHAR(200) NOT NULL,
  region VARCHAR(100) NOT NULL,
  before_values ${text} NOT NULL,
  after_values ${text} NOT NULL,
  etag VARCHAR(1000),
  state VARCHAR(20) NOT NULL,
  reached_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (run_id, name)
);

CREATE TABLE saved_settings (
  group_name VARCHAR(200) ${codepoints} NOT NULL,
  region VARCHAR(100) NOT NULL,
  kind VARCHAR(50) NOT NULL,
  object VARCHAR(1000) ${codepoints} NOT NULL,
  text ${text} NOT NULL,
  saved_at TIMESTAMP WITH TIME ZONE NOT NULL,
  PRIMARY KEY (group_name, region, kind, object)
);

CREATE TABLE fences (
  group_name VARCHAR(200) ${codepoints} NOT NULL,
  region VARCHAR(100) ${codepoints} NOT NULL,
  status VARCHAR(20) NOT NULL,
  since TIMESTAMP WITH TIME ZONE NOT NULL,
  run_id VARCHAR(60) NOT NULL,
  reason ${text},
  PRIMARY KEY (group_name, region)
);

CREATE TABLE holds (
  group_name VARCHAR(200) ${codepoints} NOT NULL PRIMARY KEY,
  reason ${text} NOT NULL,
  run_id VARCHAR(60) NOT NULL,
  since TIMESTAMP WITH TIME ZONE NOT NULL
);

-- One row. A restored copy makes a name of its own.
CREATE TABLE ledger_identity (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  name VARCHAR(100) NOT NULL
);
