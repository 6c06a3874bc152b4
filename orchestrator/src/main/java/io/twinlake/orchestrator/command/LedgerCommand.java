package io.twinlake.orchestrator.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.Secret;
import io.twinlake.ledger.export.ExportChain;
import io.twinlake.orchestrator.answer.CopiesAnswer;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.export.FoundExports;
import io.twinlake.orchestrator.installation.Actor;
import io.twinlake.orchestrator.installation.Installation;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks after the ledger itself. */
@Command(name = "ledger", description = "Looks after the ledger.")
final class LedgerCommand extends CommandGroup {
    private final Context context;

    LedgerCommand(Context context) {
        this.context = context;
    }

    @Command(name = "verify", description = "Follows the audit trail's chain of hashes. Exit 1: it is broken.")
    int verify() {
        return context.readingLedger(installation -> {
            OptionalLong broken = installation.ledger().audit().firstBroken();
            context.invocation().answer(new Chain(broken));
            return broken.isEmpty() ? ExitCode.DONE : ExitCode.ERROR;
        });
    }

    @Command(
            name = "restore",
            description =
                    "Makes an empty ledger what its newest copy tells. Needs the configuration and the key of the copies only.")
    int restore(
            @Option(
                            names = "--ledger",
                            paramLabel = "ID",
                            description = "The ledger to restore, where several were exported (default: the newest).")
                    @Nullable
                    String ledger) {
        return context.onLedger(installation -> {
            FoundExports found = FoundExports.ask(installation.config());
            ExportChain chain = newest(found, installation, ledger);
            long rows = installation.ledger().exports().restore(chain);
            installation
                    .ledger()
                    .audit()
                    .append(
                            Actor.ofThisProcess(),
                            "ledger restored",
                            Map.of("from", chain.last().name().toString()));
            context.invocation().answer(new CopiesAnswer(found, chain, OptionalLong.of(rows)));
            return ExitCode.DONE;
        });
    }

    @Command(
            name = "copies",
            description = "Verifies the ledger's newest copy in all places that answer. Changes nothing.")
    int copies(
            @Option(
                            names = "--ledger",
                            paramLabel = "ID",
                            description = "The ledger to look at, where several were exported (default: the newest).")
                    @Nullable
                    String ledger) {
        return context.readingLedger(installation -> {
            FoundExports found = FoundExports.ask(installation.config());
            ExportChain chain = newest(found, installation, ledger);
            context.invocation().answer(new CopiesAnswer(found, chain, OptionalLong.empty()));
            return ExitCode.DONE;
        });
    }

    private static ExportChain newest(FoundExports found, Installation installation, @Nullable String ledger) {
        return found.newest(key(installation), installation.config().groups().keySet(), Optional.ofNullable(ledger));
    }

    private static Secret key(Installation installation) {
        return installation
                .config()
                .exportKey()
                .orElseThrow(() -> CommandFailure.precondition(
                        "The configuration has no key for the copies of the ledger.",
                        "Set ledger.exportKey to the key that they were signed with."));
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
