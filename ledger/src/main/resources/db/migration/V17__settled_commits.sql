-- Up to which version the commits behind the paired one were settled where the table cannot go back to it: they are kept aside or given up.

ALTER TABLE replica_states ADD COLUMN source_settled BIGINT;
ALTER TABLE replica_states ADD COLUMN replica_settled BIGINT;
