package io.twinlake.orchestrator.command;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.GroupName;
import io.twinlake.orchestrator.answer.HistoryAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.Context;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the runs of the groups, newest first. */
@Command(name = "history", description = "Lists the runs, newest first.")
final class HistoryCommand implements Callable<Integer> {
    private final Context context;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most N runs (default: 20).")
    private int limit;

    HistoryCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        return context.readingLedger(installation -> {
            List<GroupName> groups = context.invocation().groups(installation.config()).stream()
                    .map(FailoverGroup::name)
                    .toList();
            context.invocation()
                    .answer(new HistoryAnswer(installation.ledger().runs().history(groups, limit)));
            return ExitCode.DONE;
        });
    }
}
