package io.twinlake.orchestrator.command;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.orchestrator.answer.ScheduleAnswer;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.CommandGroup;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.schedule.Schedules;
import java.util.List;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;

/** Lists the schedules and changes whether they fire. */
@Command(name = "schedule", description = "Lists the schedules; pauses, resumes and fires them.")
final class ScheduleCommand extends CommandGroup {
    private final Context context;

    ScheduleCommand(Context context) {
        this.context = context;
    }

    @Command(name = "list", description = "Lists the groups' schedules and when they fire next.")
    int list() {
        return context.onLedger(installation -> installation.withSchedules(
                schedules -> answer(schedules, context.invocation().groups(installation.config()))));
    }

    @Command(name = "pause", description = "The group's schedule fires no more until it is resumed.")
    int pause() {
        return change(Schedules::pause);
    }

    @Command(
            name = "resume",
            description = "The group's schedule fires again; what it missed is made up for by one run.")
    int resume() {
        return change(Schedules::resume);
    }

    @Command(name = "run-now", description = "Has the serving process sync the group now, and returns.")
    int runNow() {
        return context.onLedger(installation -> {
            FailoverGroup group = context.invocation().group(installation.config());
            return installation.withSchedules(schedules -> {
                refuseWhereNobodyServes(installation, schedules, group);
                installation.newLedger().requireBegun(group);
                schedules.runNow(group);
                return answer(schedules, List.of(group));
            });
        });
    }

    /** On a shared ledger any node may serve; one that is alone serves here or not at all. */
    private static void refuseWhereNobodyServes(Installation installation, Schedules schedules, FailoverGroup group) {
        if (!installation.sharesLedger() && !schedules.isFiring()) {
            throw CommandFailure.precondition(
                    "No process serves this ledger's schedules.",
                    "Start `twinlake serve`, or run `twinlake sync --group " + group.name() + "`.");
        }
    }

    private int change(BiConsumer<Schedules, FailoverGroup> change) {
        return context.onLedger(installation -> {
            FailoverGroup group = context.invocation().group(installation.config());
            return installation.withSchedules(schedules -> {
                change.accept(schedules, group);
                return answer(schedules, List.of(group));
            });
        });
    }

    private ExitCode answer(Schedules schedules, List<FailoverGroup> groups) {
        context.invocation()
                .answer(new ScheduleAnswer(
                        groups.stream()
                                .map(schedules::entries)
                                .flatMap(List::stream)
                                .toList(),
                        schedules.isFiring()));
        return ExitCode.DONE;
    }
}
