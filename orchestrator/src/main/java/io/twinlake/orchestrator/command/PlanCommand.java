package io.twinlake.orchestrator.command;

import io.twinlake.catalogsync.change.Plan;
import io.twinlake.orchestrator.answer.sync.PlanAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.AdoptOption;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.command.shared.MaxPruneOption;
import io.twinlake.orchestrator.group.ProtectedGroup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells what a sync would do; changes nothing, anywhere, but that a stopped warehouse is started to read with. */
@Command(
        name = "plan",
        description = "Tells what a sync would do; changes nothing, but starts a stopped warehouse to read with."
                + " Exit 2: there are differences; 8: something could not be read.")
final class PlanCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private AdoptOption adopt = new AdoptOption();

    @Mixin
    private MaxPruneOption maxPrune = new MaxPruneOption();

    PlanCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.readingLedger(installation -> {
            ProtectedGroup group = maxPrune.limiting(context.groupToLookAt(installation));
            Plan plan = group.sync(group.standing()).adopting(adopt.choice()).plan();
            context.invocation().answer(new PlanAnswer(plan));
            return exit(plan);
        });
    }

    static ExitCode exit(Plan plan) {
        if (plan.unread() > 0) {
            return ExitCode.PARTLY_DONE;
        }
        return plan.hasDifferences() ? ExitCode.DIFFERENCES : ExitCode.DONE;
    }
}
