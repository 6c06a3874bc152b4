package io.twinlake.failover.tables;

import io.twinlake.config.name.ObjectName;

/** A Delta table that a region lists. */
public record ListedTable(ObjectName name, String id, Retention retention) {}
