-- Whom a region does not know of those who have or own an object in the other one: a name a line.

ALTER TABLE replica_states ADD COLUMN source_strangers ${text};
ALTER TABLE replica_states ADD COLUMN replica_strangers ${text};
