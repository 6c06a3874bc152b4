package io.twinlake.orchestrator.command;

import io.twinlake.config.Secret;
import io.twinlake.ledger.export.RefusedExport;
import io.twinlake.orchestrator.answer.CopiesAnswer;
import io.twinlake.orchestrator.answer.RefusedCopiesAnswer;
import io.twinlake.orchestrator.answer.TrailAnswer;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.export.FoundExports;
import io.twinlake.orchestrator.export.NewestCopy;
import io.twinlake.orchestrator.installation.Actor;
import io.twinlake.orchestrator.installation.Installation;
import java.util.List;
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

    @Command(
            name = "verify",
            description = "Follows the audit trail's chain of hashes, and compares it with the newest signed copy."
                    + " Exit 1: it is broken. Exit 8: it could not be compared.")
    int verify() {
        return context.readingLedger(installation -> {
            TrailAnswer trail = new VerifyTrail(installation).verify();
            context.invocation().answer(trail);
            if (!trail.holds()) {
                return ExitCode.ERROR;
            }
            return trail.isProven() ? ExitCode.DONE : ExitCode.PARTLY_DONE;
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
                    String ledger,
            @Option(
                            names = "--from",
                            paramLabel = "PLACE",
                            description = "The one place to take it from: a region's name, or witness (default: any).")
                    @Nullable
                    String from,
            @Option(
                            names = "--accept-older",
                            description = "Take what is there, although the witness knows of newer files.")
                    boolean acceptOlder) {
        return context.onLedger(installation -> {
            FoundExports all = found(installation);
            FoundExports found = from == null
                    ? all
                    : all.in(from)
                            .orElseThrow(() -> CommandFailure.precondition(
                                    from + " is no place of copies that answers.",
                                    "Run `twinlake ledger copies` to see the places."));
            NewestCopy newest = newest(found, installation, ledger, acceptOlder);
            List<String> doubts = new WitnessDoubts(installation).of(newest);
            long rows = installation.ledger().exports().restore(newest.chain());
            installation
                    .ledger()
                    .audit()
                    .append(
                            Actor.ofThisProcess(),
                            "ledger restored",
                            Map.of("from", newest.chain().last().name().toString()));
            context.invocation().answer(new CopiesAnswer(newest, found.places(newest), doubts, OptionalLong.of(rows)));
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
            FoundExports found = found(installation);
            NewestCopy newest;
            try {
                newest = newest(found, installation, ledger, false);
            } catch (RefusedExport refused) {
                CommandFailure failure = Failures.of(refused);
                context.invocation()
                        .answer(new RefusedCopiesAnswer(
                                failure,
                                found.places(installation.config().groups().keySet(), Optional.ofNullable(ledger))));
                return failure.exitCode();
            }
            context.invocation()
                    .answer(new CopiesAnswer(
                            newest,
                            found.places(newest),
                            new WitnessDoubts(installation).of(newest),
                            OptionalLong.empty()));
            return ExitCode.DONE;
        });
    }

    private static NewestCopy newest(
            FoundExports found, Installation installation, @Nullable String ledger, boolean acceptOlder) {
        return found.newest(installation.config().groups().keySet(), Optional.ofNullable(ledger), acceptOlder);
    }

    private static FoundExports found(Installation installation) {
        return FoundExports.ask(installation.config(), key(installation));
    }

    private static Secret key(Installation installation) {
        return installation
                .config()
                .exportKey()
                .orElseThrow(() -> CommandFailure.precondition(
                        "The configuration has no key for the copies of the ledger.",
                        "Set ledger.exportKey to the key that they were signed with."));
    }
}
