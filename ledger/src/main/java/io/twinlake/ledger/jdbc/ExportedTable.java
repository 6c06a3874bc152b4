package io.twinlake.ledger.jdbc;

import java.util.List;
import java.util.Set;

/**
 * The tables that leave the ledger, in an order in which their references hold. Leases and the ledger's name stay: they are of this
 * place. The tables of Batch and Quartz stay: a run goes on from what is here, and schedules come from the configuration.
 *
 * @param increment which rows an increment holds
 * @param numbered whether the database gives the column {@code number} its values
 */
record ExportedTable(String name, Set<String> key, String increment, boolean numbered) {
    /** Runs that may have changed since the last export: hosts' clocks may differ, so an hour is told again. */
    private static final String RUNS = "(number > :runs OR ended_at IS NULL OR ended_at >= :since)";

    private static final String OF_RUNS = "run_id IN (SELECT id FROM runs WHERE " + RUNS + ")";
    private static final String ALL = "1 = 1";

    static final ExportedTable STATES = new ExportedTable(
            "replica_states",
            Set.of("group_name", "kind", "object"),
            "changed_by IN (SELECT id FROM runs WHERE " + RUNS + ")",
            false);

    static final List<ExportedTable> ALL_TABLES = List.of(
            new ExportedTable("runs", Set.of("id"), RUNS, true),
            whole("intents", "id"),
            STATES,
            whole("replication_points", "group_name", "source_region", "replica_region"),
            ofRuns("clones", "run_id", "group_name", "object"),
            new ExportedTable("parity_checks", Set.of("number"), OF_RUNS, true),
            whole("epochs", "group_name"),
            new ExportedTable("audit_events", Set.of("number"), "number > :audit", false),
            new ExportedTable("audit_head", Set.of("id"), ALL, false),
            ofRuns("runbooks", "run_id"),
            ofRuns("steps", "run_id", "position"),
            ofRuns("switches", "run_id", "name"),
            whole("saved_settings", "group_name", "region", "kind", "object"),
            whole("fences", "group_name", "region"),
            whole("holds", "group_name"));

    private static ExportedTable ofRuns(String name, String... key) {
        return new ExportedTable(name, Set.of(key), OF_RUNS, false);
    }

    /** A small table, of which every export holds all. */
    private static ExportedTable whole(String name, String... key) {
        return new ExportedTable(name, Set.of(key), ALL, false);
    }

    static ExportedTable named(String name) {
        return ALL_TABLES.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no table " + name + " is exported"));
    }

    /** Whether an increment tells the whole table, so that what it does not tell is gone. */
    boolean isWhole() {
        return increment.equals(ALL) && !name.equals("audit_head");
    }
}
