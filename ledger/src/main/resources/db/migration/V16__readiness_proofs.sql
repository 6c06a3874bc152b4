-- When it was last asked whether a group could move, and what was found: names of checks, one a line.

CREATE TABLE readiness_proofs (
  group_name VARCHAR(200) ${codepoints} NOT NULL PRIMARY KEY,
  asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
  problems ${text} NOT NULL,
  well_at TIMESTAMP WITH TIME ZONE
);
