-- What happened. Written for H2 and PostgreSQL alike; names sort by code point on both.

CREATE TABLE runs (
  number BIGINT GENERATED ALWAYS AS IDENTITY,
  id VARCHAR(60) NOT NULL PRIMARY KEY,
  group_name VARCHAR(200) ${codepoints} NOT NULL,
  kind VARCHAR(20) NOT NULL,
  source_region VARCHAR(100) NOT NULL,
  replica_region VARCHAR(100) NOT NULL,
  epoch BIGINT NOT NULL,
  started_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP WITH TIME ZONE,
  result VARCHAR(20) NOT NULL,
  counts ${text} NOT NULL,
  message ${text}
);
CREATE INDEX runs_of_group ON runs (group_name, number);

CREATE TABLE intents (
  run_id VARCHAR(60) NOT NULL REFERENCES runs (id),
  kind VARCHAR(20) NOT NULL,
  object VARCHAR(2400) ${codepoints} NOT NULL,
  wave INTEGER NOT NULL,
  PRIMARY KEY (run_id, kind, object)
);

CREATE TABLE replica_states (
  group_name VARCHAR(200) ${codepoints} NOT NULL,
  kind VARCHAR(20) NOT NULL,
  object VARCHAR(2400) ${codepoints} NOT NULL,
  replica_object VARCHAR(2400) ${codepoints} NOT NULL,
  source_region VARCHAR(100) NOT NULL,
  replica_region VARCHAR(100) NOT NULL,
  source_id VARCHAR(200),
  replica_id VARCHAR(200),
  source_fingerprint VARCHAR(200),
  replica_fingerprint VARCHAR(200),
  source_version BIGINT,
  replica_version BIGINT,
  point_in_time TIMESTAMP WITH TIME ZONE,
  outcome VARCHAR(20) NOT NULL,
  category VARCHAR(200),
  message ${text},
  next ${text},
  changed_by VARCHAR(60) NOT NULL,
  PRIMARY KEY (group_name, kind, object)
);

CREATE TABLE replication_points (
  group_name VARCHAR(200) ${codepoints} NOT NULL,
  source_region VARCHAR(100) NOT NULL,
  replica_region VARCHAR(100) NOT NULL,
  reached TIMESTAMP WITH TIME ZONE NOT NULL,
  run_id VARCHAR(60) NOT NULL,
  PRIMARY KEY (group_name, source_region, replica_region)
);

CREATE TABLE clones (
  run_id VARCHAR(60) NOT NULL REFERENCES runs (id),
  group_name VARCHAR(200) ${codepoints} NOT NULL,
  object VARCHAR(2400) ${codepoints} NOT NULL,
  source_table_id VARCHAR(200) NOT NULL,
  source_version BIGINT NOT NULL,
  source_committed_at TIMESTAMP WITH TIME ZONE NOT NULL,
  statement_id VARCHAR(200),
  replica_version BIGINT,
  files BIGINT,
  bytes BIGINT,
  mode VARCHAR(20),
  state VARCHAR(20) NOT NULL,
  PRIMARY KEY (run_id, group_name, object)
);
CREATE INDEX clones_of_object ON clones (group_name, object);

CREATE TABLE parity_checks (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id VARCHAR(60) NOT NULL REFERENCES runs (id),
  group_name VARCHAR(200) ${codepoints} NOT NULL,
  tier VARCHAR(20) NOT NULL,
  compared_at TIMESTAMP WITH TIME ZONE NOT NULL,
  counts ${text} NOT NULL
);
CREATE INDEX parity_checks_of_group ON parity_checks (group_name, number);

-- A row stays when its lease ends, so that the fence never starts again.
CREATE TABLE leases (
  name VARCHAR(300) ${codepoints} NOT NULL PRIMARY KEY,
  owner VARCHAR(500) NOT NULL,
  fence BIGINT NOT NULL,
  taken_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ends_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE epochs (
  group_name VARCHAR(200) ${codepoints} NOT NULL PRIMARY KEY,
  epoch BIGINT NOT NULL,
  effective_primary VARCHAR(100) NOT NULL,
  since TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE audit_events (
  number BIGINT NOT NULL PRIMARY KEY,
  happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
  actor VARCHAR(1000) NOT NULL,
  action VARCHAR(1000) NOT NULL,
  details ${text} NOT NULL,
  previous_hash CHAR(64) NOT NULL,
  hash CHAR(64) NOT NULL
);

-- The end of the chain: locked by whoever appends, and proof that no entry was cut off.
CREATE TABLE audit_head (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  number BIGINT NOT NULL,
  hash CHAR(64) NOT NULL
);
INSERT INTO audit_head (id, number, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
