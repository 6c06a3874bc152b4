-- Which runs a restored ledger has from its copy is told by their number: the clocks of two hosts differ.

ALTER TABLE epochs ADD COLUMN unproven_run BIGINT;

UPDATE epochs SET unproven_run = (SELECT MAX(number) FROM runs WHERE started_at <= unproven_since) WHERE unproven_since IS NOT NULL;
