-- A ledger that was restored from a copy does not know who was promoted behind it, until a witness, a promotion or a person says who serves.

ALTER TABLE epochs ADD COLUMN unproven_since TIMESTAMP WITH TIME ZONE;
