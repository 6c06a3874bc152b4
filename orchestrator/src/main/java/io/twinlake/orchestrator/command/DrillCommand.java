package io.twinlake.orchestrator.command;

import io.twinlake.orchestrator.answer.DrillAnswer;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.orchestrator.drill.Drill;
import io.twinlake.orchestrator.drill.DrillTerms;
import io.twinlake.orchestrator.drill.report.DrillReport;
import io.twinlake.orchestrator.installation.Installation;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rehearses a failover without moving anything. */
@Command(
        name = "drill",
        description =
                "Rehearses a failover without moving anything. Exit 3: an objective is missed; 2: the regions differ; 1: a step failed.")
final class DrillCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "How many keys to ask both regions for (default: ${DEFAULT-VALUE}).")
    private int sample = DrillTerms.SAMPLE;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Another seed samples other keys (default: ${DEFAULT-VALUE}).")
    private long seed = DrillTerms.SEED;

    @Option(
            names = "--reports",
            paramLabel = "FOLDER",
            description = "Where the report gets a folder of its own (default: drills, beside the configuration).")
    private @Nullable String reports;

    DrillCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (sample < 1) {
            throw CommandFailure.usage("--sample is " + sample + ".", "Ask for at least one key.");
        }
        return context.onLedger(this::drill);
    }

    private ExitCode drill(Installation installation) {
        DrillTerms terms = reports == null
                ? DrillTerms.forConfiguration(context.invocation().configFile()).sampling(sample, seed)
                : new DrillTerms(sample, seed, context.invocation().resolve(reports));
        DrillReport report = new Drill(context.group(installation)).run(terms);
        context.invocation().answer(new DrillAnswer(report));
        return report.exitCode();
    }
}
