-- PostgreSQL's B-trees hold no key above 2704 bytes, and a name of three parts in a script of several bytes a character is longer: there the
-- name goes into the keys as its digest, and into an index of its own by its hash. H2 knows no such limit; the keys it has by no name stay.

ALTER TABLE replica_states DROP CONSTRAINT IF EXISTS replica_states_pkey;
CREATE UNIQUE INDEX replica_states_key ON replica_states (group_name, kind, ${object_key});
CREATE INDEX replica_states_of_object ON replica_states ${by_hash} (object);

ALTER TABLE clones DROP CONSTRAINT IF EXISTS clones_pkey;
DROP INDEX clones_of_object;
CREATE UNIQUE INDEX clones_key ON clones (run_id, group_name, ${object_key});
CREATE INDEX clones_of_object ON clones ${by_hash} (object);

ALTER TABLE saved_settings DROP CONSTRAINT IF EXISTS saved_settings_pkey;
CREATE UNIQUE INDEX saved_settings_key ON saved_settings (group_name, region, kind, ${object_key});
