-- Copies of the ledger that leave it: how far they reach, and where they have come to.

CREATE TABLE export_head (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  sequence BIGINT NOT NULL,
  link VARCHAR(100) NOT NULL,
  runs BIGINT NOT NULL,
  audit_events BIGINT NOT NULL,
  forgotten_states BIGINT NOT NULL,
  exported_at TIMESTAMP WITH TIME ZONE NOT NULL
);
INSERT INTO export_head (id, sequence, link, runs, audit_events, forgotten_states, exported_at)
VALUES (1, 0, '', 0, 0, 0, TIMESTAMP WITH TIME ZONE '2000-01-01 00:00:00+00:00');

CREATE TABLE export_places (
  place VARCHAR(200) ${codepoints} NOT NULL PRIMARY KEY,
  sequence BIGINT NOT NULL,
  reached_at TIMESTAMP WITH TIME ZONE,
  problem ${text}
);

-- Rows of replica_states that are gone: an increment has to tell that.
CREATE TABLE forgotten_states (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  group_name VARCHAR(200) ${codepoints} NOT NULL,
  kind VARCHAR(20) NOT NULL,
  object VARCHAR(2400) ${codepoints} NOT NULL
);
