package io.twinlake.orchestrator.command;

import io.twinlake.catalogsync.SyncReport;
import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.answer.sync.SyncAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.AdoptOption;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.command.shared.MaxPruneOption;
import io.twinlake.orchestrator.command.shared.NewLedgerOption;
import io.twinlake.orchestrator.command.shared.StrandedOption;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.Actor;
import io.twinlake.orchestrator.sync.Syncs;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    SyncCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Optional<String> declared = newLedger.reason();
        Adoption adoption = adopt.choice();
        return context.onLedger(installation -> {
            ProtectedGroup group = maxPrune.limiting(context.group(installation));
            declared.ifPresentOrElse(
                    reason -> installation.newLedger().declare(group.config(), reason),
                    () -> installation.newLedger().requireNoOther(group.config()));
            if (adopt.given()) {
                installation
                        .ledger()
                        .audit()
                        .append(
                                Actor.ofThisProcess(),
                                "adoption ordered",
                                Map.of("group", group.name().value(), "objects", adopt.words()));
            }
            maxPrune.audit(group, installation.ledger());
            SyncReport report;
            try (SyncProgress progress = SyncProgress.on(context.invocation())) {
                report = new Syncs(group).run(progress, stranded.choice(), adoption);
            }
            context.invocation().answer(new SyncAnswer(report));
            return report.result() == RunResult.SUCCEEDED ? ExitCode.DONE : ExitCode.PARTLY_DONE;
        });
    }
}
