package io.twinlake.failover.stranded;

import io.twinlake.config.name.ObjectName;

/** A Delta table that a demoted region lists. */
record DemotedTable(ObjectName name, String id) {}
