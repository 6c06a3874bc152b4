package io.twinlake.orchestrator.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import java.util.OptionalLong;
import picocli.CommandLine.Command;

/** Looks after the ledger itself. */
@Command(name = "ledger", description = "Looks after the ledger.")
final class LedgerCommand extends CommandGroup {
    private final Context context;

    LedgerCommand(Context context) {
        this.context = context;
    }

    @Command(name = "verify", description = "Follows the audit trail's chain of hashes. Exit 1: it is broken.")
    int verify() {
        return context.onLedger(installation -> {
            OptionalLong broken = installation.ledger().audit().firstBroken();
            context.invocation().answer(new Chain(broken));
            return broken.isEmpty() ? ExitCode.DONE : ExitCode.ERROR;
        });
    }

    /** Says whether the chain holds, or where it breaks. */
    private record Chain(OptionalLong broken) implements Answer {
        @Override
        public ObjectNode document() {
            ObjectNode document = Json.document().put("holds", broken.isEmpty());
            broken.ifPresentOrElse(
                    number -> document.put("firstBroken", number), () -> document.putNull("firstBroken"));
            return document;
        }

        @Override
        public void print(Page page) {
            page.line(
                    broken.isEmpty()
                            ? "The audit trail holds: no entry was changed or taken out."
                            : "The audit trail is broken at entry " + broken.getAsLong()
                                    + ": it, or one before it, was changed or taken out. Compare with an export.");
        }
    }
}
