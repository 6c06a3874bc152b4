-- Properties of a table that the platform does not let be alike in both regions, with their values there: JSON, name to value.

ALTER TABLE replica_states ADD COLUMN source_platform_properties ${text};
ALTER TABLE replica_states ADD COLUMN replica_platform_properties ${text};
