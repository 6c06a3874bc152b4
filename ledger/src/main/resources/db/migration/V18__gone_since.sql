-- Since when an object's source was found gone, where its replica is kept for a time.

ALTER TABLE replica_states ADD COLUMN gone_since TIMESTAMP WITH TIME ZONE;
