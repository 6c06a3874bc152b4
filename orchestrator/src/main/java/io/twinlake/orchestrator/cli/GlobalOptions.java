package io.twinlake.orchestrator.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
public final class GlobalOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The configuration (default: ./twinlake.yml, then $$TWINLAKE_CONFIG).")
    @Nullable
    String config;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            defaultValue = "table",
            description = "table, json, yaml or jsonl (default: table).")
    OutputFormat output = OutputFormat.table;

    @Option(
            names = "--group",
            paramLabel = "G",
            scope = ScopeType.INHERIT,
            description = "The failover group; optional where the file has one.")
    @Nullable
    String group;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours; also by NO_COLOR.")
    boolean noColor;

    @Option(names = "-v", scope = ScopeType.INHERIT, description = "Log more to standard error; twice: still more.")
    boolean[] verbose = {};
}
