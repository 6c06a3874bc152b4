package io.twinlake.orchestrator.command.shared;

import io.twinlake.orchestrator.cli.CommandFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The operator's word that a group begins anew on this ledger, whatever copies of others say. */
public final class NewLedgerOption {
    @Option(
            names = "--new-ledger",
            description =
                    "Begin this group on an empty ledger though copies of another may exist; needs --reason, which the audit trail keeps.")
    private boolean declared;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for --new-ledger.")
    private @Nullable String reason;

    /** Why the group begins anew; empty where nothing was declared. */
    public Optional<String> reason() {
        if (declared && (reason == null || reason.isBlank())) {
            throw CommandFailure.usage("--new-ledger needs a reason.", "Add --reason TEXT: the audit trail keeps it.");
        }
        if (!declared && reason != null) {
            throw CommandFailure.usage("--reason says why a ledger is new.", "Add --new-ledger, or leave it out.");
        }
        return Optional.ofNullable(reason);
    }
}
