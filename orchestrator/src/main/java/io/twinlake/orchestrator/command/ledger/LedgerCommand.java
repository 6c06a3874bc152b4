package io.twinlake.orchestrator.command.ledger;

import io.twinlake.config.access.Secret;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.export.signed.RefusedExport;
import io.twinlake.orchestrator.answer.ledger.CopiesAnswer;
import io.twinlake.orchestrator.answer.ledger.RebuiltAnswer;
import io.twinlake.orchestrator.answer.ledger.RefusedCopiesAnswer;
import io.twinlake.orchestrator.answer.ledger.RestoredAnswer;
import io.twinlake.orchestrator.answer.ledger.RestoredAnswer.Named;
import io.twinlake.orchestrator.answer.ledger.TrailAnswer;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.failure.Failures;
import io.twinlake.orchestrator.command.shared.CommandGroup;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.command.shared.NewLedgerOption;
import io.twinlake.orchestrator.export.FoundExports;
import io.twinlake.orchestrator.export.NewestCopy;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.lease.Actor;
import java.io.Console;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks after the ledger itself. */
@Command(name = "ledger", description = "Looks after the ledger.")
public final class LedgerCommand extends CommandGroup {
    private final Context context;

    public LedgerCommand(Context context) {
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
                    "Makes an empty ledger what its newest copy tells. Needs the configuration and the key of the copies only."
                            + " Of a move behind the copy the witness tells, and without one you, with --primary.")
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
                    boolean acceptOlder,
            @Option(
                            names = "--primary",
                            paramLabel = "REGION",
                            description =
                                    "The region that served the group last, where no witness knows it, or it and the ledger name two;"
                                            + " also behind the restore.")
                    @Nullable
                    String primary) {
        return context.onLedger(installation -> {
            List<FailoverGroup> groups = context.invocation().groups(installation.config());
            Optional<RegionName> given = primary(primary, groups);
            boolean saidOf = given.isPresent() && isSaidOf(installation, groups.get(0));
            if (saidOf && (ledger != null || from != null || acceptOlder)) {
                throw CommandFailure.usage(
                        "This ledger is not empty: --ledger, --from and --accept-older choose a copy for an empty one.",
                        "Say who serves with --primary alone, or name another ledger in ledger.url and restore into that.");
            }
            Optional<Restored> restored =
                    saidOf ? Optional.empty() : Optional.of(restored(installation, ledger, from, acceptOlder));
            Optional<Named> named =
                    given.map(region -> new NamePrimary(installation.group(groups.get(0))).serves(region));
            RestoredAnswer answer =
                    new RestoredAnswer(restored.map(copy -> copy.answer(unproven(installation))), named);
            context.invocation().answer(answer);
            return answer.isWhole() ? ExitCode.DONE : ExitCode.PARTLY_DONE;
        });
    }

    /** Whether who serves may be said of this ledger as it is: it is restored, or the witness names another region in its very epoch. */
    private static boolean isSaidOf(Installation installation, FailoverGroup group) {
        return !installation.ledger().exports().isEmpty()
                && (new RestoredBefore(installation.ledger()).of(group)
                        || new NamePrimary(installation.group(group)).isContradicted());
    }

    /**
     * A copy that has become the ledger.
     *
     * @param doubts what the witness knew besides
     */
    private record Restored(FoundExports found, NewestCopy newest, long rows, List<String> doubts) {
        CopiesAnswer answer(List<String> unproven) {
            List<String> all = Stream.concat(doubts.stream(), unproven.stream()).toList();
            return new CopiesAnswer(newest, found.places(newest), all, OptionalLong.of(rows));
        }
    }

    /** The ledger has followed the witness when this is asked. */
    private static List<String> unproven(Installation installation) {
        return installation.groups().stream()
                .flatMap(group -> group.standing().state().doubt().stream())
                .map(doubt -> doubt.sentence() + " " + doubt.next())
                .toList();
    }

    private static Restored restored(
            Installation installation, @Nullable String ledger, @Nullable String from, boolean acceptOlder) {
        installation.ledger().exports().requireEmpty();
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
                        RestoredBefore.AUDITED,
                        Map.of("from", newest.chain().last().name().toString()));
        return new Restored(found, newest, rows, doubts);
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

    @Command(
            name = "rebuild",
            description =
                    "Makes an empty ledger know again what the witness and both regions tell, where no copy can be restored."
                            + " Writes to no region. Exit 8: some objects stay unproven, each is listed.")
    int rebuild(
            @Option(
                            names = "--primary",
                            paramLabel = "REGION",
                            description = "The region that serves the group, where no witness knows it.")
                    @Nullable
                    String primary,
            @Option(names = "--yes", description = "Do not ask on a terminal.") boolean yes,
            @Mixin NewLedgerOption newLedger) {
        Optional<String> declared = newLedger.reason();
        requireWord(yes);
        return context.onLedger(installation -> {
            List<FailoverGroup> groups = context.invocation().groups(installation.config());
            Optional<RegionName> given = primary(primary, groups);
            for (FailoverGroup group : groups) {
                declared.ifPresentOrElse(
                        reason -> installation.newLedger().declare(group, reason),
                        () -> installation.newLedger().requireNoCopy(group));
            }
            RebuildLedger rebuild = new RebuildLedger(installation);
            RebuiltAnswer answer = new RebuiltAnswer(groups.stream()
                    .map(group -> rebuild.rebuild(installation.group(group), given))
                    .toList());
            context.invocation().answer(answer);
            return answer.isWhole() ? ExitCode.DONE : ExitCode.PARTLY_DONE;
        });
    }

    private static Optional<RegionName> primary(@Nullable String named, List<FailoverGroup> groups) {
        if (named == null) {
            return Optional.empty();
        }
        if (groups.size() != 1) {
            throw CommandFailure.usage("--primary is of one group.", "Name the group with --group.");
        }
        FailoverGroup group = groups.get(0);
        return Stream.of(group.home(), group.secondary())
                .filter(region -> region.value().equals(named))
                .findFirst()
                .or(() -> {
                    throw CommandFailure.usage(
                            "'" + named + "' is no region of group " + group.name() + ".",
                            "It has " + group.home() + " and " + group.secondary() + ".");
                });
    }

    /** A person at a terminal is asked once; a script has said what it wants. */
    private void requireWord(boolean yes) {
        @Nullable Console console = System.console();
        if (yes || console == null || !context.invocation().caller().terminal()) {
            return;
        }
        context.invocation()
                .note(
                        "The ledger becomes what both regions tell. Objects that they do not prove stay blocked, and a copy,"
                                + " where there is one, tells more.");
        @Nullable String answer = console.readLine("Type yes to go on: ");
        if (!"yes".equals(answer)) {
            throw CommandFailure.precondition(
                    "This was not confirmed. Nothing was changed.", "Type yes, or add --yes.");
        }
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
