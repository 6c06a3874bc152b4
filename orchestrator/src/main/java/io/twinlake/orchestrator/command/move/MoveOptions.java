package io.twinlake.orchestrator.command.move;

import io.twinlake.ledger.id.Epoch;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.Invocation;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.yaml.Procedures;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that failover and failback share. */
final class MoveOptions {
    @Option(names = "--confirm", paramLabel = "REGION", description = "The region that shall serve, once more.")
    private @Nullable String confirm;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the ledger and the report.")
    private @Nullable String reason;

    @Option(
            names = "--epoch",
            paramLabel = "N",
            description = "The epoch that `twinlake status` told you; under another one the move is refused.")
    private @Nullable Long epoch;

    @Option(names = "--dry-run", description = "Plans every step and changes nothing.")
    private boolean dryRun;

    @Option(
            names = "--runbook",
            paramLabel = "FILE",
            description = "Your own runbook; `twinlake runbook validate` checks it.")
    private @Nullable String runbook;

    @Option(names = "--report", paramLabel = "FILE", description = "Also writes one HTML page with the whole move.")
    private @Nullable String report;

    /** The epoch that the operator saw; the move is refused under another one. */
    Optional<Epoch> epoch() {
        return Optional.ofNullable(epoch).map(Epoch::new);
    }

    boolean dryRun() {
        return dryRun;
    }

    Optional<String> confirm() {
        return Optional.ofNullable(confirm);
    }

    Optional<Path> report(Invocation invocation) {
        return Optional.ofNullable(report).map(invocation::resolve);
    }

    /** Why the group is moved; a move that changes something needs a reason. */
    String reason() {
        if (reason != null && !reason.isBlank()) {
            return reason;
        }
        if (dryRun) {
            return "";
        }
        throw CommandFailure.usage("A move needs a reason.", "Say with --reason TEXT why; the ledger keeps it.");
    }

    /** The runbook of the option, else the built-in one. */
    Runbook runbook(Invocation invocation, RunbookKind kind) {
        if (runbook == null) {
            return Procedures.of(kind);
        }
        Runbook read = RunbookCommand.file(invocation.resolve(runbook));
        if (read.kind() != kind) {
            throw CommandFailure.usage(
                    runbook + " is a " + read.kind().word() + ", not a " + kind.word() + ".",
                    "Name a runbook of the right kind, or none.");
        }
        return read;
    }
}
