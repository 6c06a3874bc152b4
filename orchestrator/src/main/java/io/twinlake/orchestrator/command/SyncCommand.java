package io.twinlake.orchestrator.command;

import io.twinlake.catalogsync.SyncReport;
import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.audit.Audit;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.answer.sync.SyncAnswer;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.AdoptOption;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.command.shared.MaxPruneOption;
import io.twinlake.orchestrator.command.shared.NewLedgerOption;
import io.twinlake.orchestrator.command.shared.StrandedOption;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.Actor;
import io.twinlake.orchestrator.plan.PlanFile;
import io.twinlake.orchestrator.plan.SyncOrder;
import io.twinlake.orchestrator.sync.Syncs;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings the replica up to the source, or goes on with the run that was interrupted. */
@Command(
        name = "sync",
        description = "Brings the replica up to the source. Exit 8: some objects failed, each is listed.")
final class SyncCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private StrandedOption stranded = new StrandedOption();

    @Mixin
    private NewLedgerOption newLedger = new NewLedgerOption();

    @Mixin
    private AdoptOption adopt = new AdoptOption();

    @Mixin
    private MaxPruneOption maxPrune = new MaxPruneOption();

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description =
                    "Does exactly what this plan says, which `twinlake plan --out FILE` saved. Exit 6: it is stale, and nothing was written.")
    private @Nullable String plan;

    SyncCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Optional<String> declared = newLedger.reason();
        SyncOrder order = order();
        return context.onLedger(installation -> {
            ProtectedGroup group = maxPrune.limiting(context.group(installation));
            declared.ifPresentOrElse(
                    reason -> installation.newLedger().declare(group.config(), reason),
                    () -> installation.newLedger().requireNoOther(group.config()));
            note(order, group);
            maxPrune.audit(group, installation.ledger());
            SyncReport report;
            try (SyncProgress progress = SyncProgress.on(context.invocation())) {
                report = new Syncs(group).run(progress, stranded.choice(), order);
            }
            context.invocation().answer(new SyncAnswer(report));
            return report.result() == RunResult.SUCCEEDED ? ExitCode.DONE : ExitCode.PARTLY_DONE;
        });
    }

    private SyncOrder order() {
        if (plan == null) {
            return SyncOrder.taking(adopt.choice());
        }
        if (adopt.given()) {
            throw CommandFailure.usage(
                    "--plan and --adopt do not go together: a saved plan says itself what is adopted.",
                    "Adopt when the plan is made: `twinlake plan --adopt OBJECT --out FILE`.");
        }
        if (stranded.choice().isPresent()) {
            throw CommandFailure.usage(
                    "--plan and --stranded do not go together: no plan tells of what is stranded.",
                    "Run `twinlake sync --stranded export|discard` first, then plan anew.");
        }
        return SyncOrder.of(new PlanFile(context.invocation().resolve(plan)).read());
    }

    /** What a person consents to is kept, whatever comes of it. */
    private static void note(SyncOrder order, ProtectedGroup group) {
        Audit audit = group.ledger().audit();
        String name = group.name().value();
        order.plan()
                .ifPresent(saved -> audit.append(
                        Actor.ofThisProcess(), "saved plan ordered", Map.of("group", name, "plan", saved.hash())));
        if (!order.adoption().equals(Adoption.NONE)) {
            String objects = order.adoption().marked()
                    ? "all that are marked"
                    : order.adoption().objects().stream()
                            .sorted()
                            .map(ObjectName::toString)
                            .collect(Collectors.joining(", "));
            audit.append(Actor.ofThisProcess(), "adoption ordered", Map.of("group", name, "objects", objects));
        }
    }
}
