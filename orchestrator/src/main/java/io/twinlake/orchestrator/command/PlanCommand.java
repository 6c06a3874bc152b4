package io.twinlake.orchestrator.command;

import io.twinlake.catalogsync.change.Plan;
import io.twinlake.orchestrator.answer.sync.PlanAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.AdoptOption;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.command.shared.MaxPruneOption;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.plan.PlanFile;
import io.twinlake.orchestrator.plan.SavedPlan;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Also saves the plan, for its owner alone: `twinlake sync --plan FILE` does exactly that.")
    private @Nullable String out;

    PlanCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.readingLedger(installation -> {
            ProtectedGroup group = maxPrune.limiting(context.groupToLookAt(installation));
            Plan plan = group.sync(group.standing()).adopting(adopt.choice()).plan();
            if (out != null) {
                new PlanFile(context.invocation().resolve(out)).write(SavedPlan.of(plan, adopt.choice()));
            }
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
