package io.twinlake.sandbox.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command of Twinlake takes, before or after its name; the sandbox needs but some of them. */
@SuppressWarnings("UnusedVariable")
final class GlobalOptions {

    /** How a document is printed. */
    enum Output {
        table,
        json,
        yaml,
        jsonl
    }

    @Option(
            names = {"-o", "--output"},
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}.")
    private Output output = Output.table;

    @Option(names = "--config", scope = ScopeType.INHERIT, hidden = true)
    private @Nullable Path config;

    @Option(names = "--group", scope = ScopeType.INHERIT, hidden = true)
    private @Nullable String group;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, hidden = true)
    private boolean noColor;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show the whole of an error.")
    private boolean verbose;

    Output output() {
        return output;
    }

    boolean isVerbose() {
        return verbose;
    }
}
