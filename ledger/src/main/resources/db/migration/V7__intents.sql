-- An intent covers one object, from right before its first write. Those of the earlier shape covered objects that were never begun.

DROP TABLE intents;

CREATE TABLE intents (
  id VARCHAR(60) NOT NULL PRIMARY KEY,
  run_id VARCHAR(60) NOT NULL REFERENCES runs (id),
  kind VARCHAR(20) NOT NULL,
  object VARCHAR(2400) ${codepoints} NOT NULL,
  definition VARCHAR(200),
  source_version BIGINT,
  commits INTEGER NOT NULL
);
CREATE INDEX intents_of_run ON intents (run_id);
