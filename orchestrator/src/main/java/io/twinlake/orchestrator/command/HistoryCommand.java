package io.twinlake.orchestrator.command;

import io.twinlake.ledger.run.Run;
import io.twinlake.orchestrator.answer.HistoryAnswer;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.Context;
import java.util.Comparator;
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
            List<Run> runs = context.invocation().groups(installation.config()).stream()
                    .flatMap(group -> installation.ledger().runs().history(group.name(), limit).stream())
                    .sorted(Comparator.comparing(Run::startedAt).reversed())
                    .limit(limit)
                    .toList();
            context.invocation().answer(new HistoryAnswer(runs));
            return ExitCode.DONE;
        });
    }
}
