package io.twinlake.sandbox.command;

import io.twinlake.sandbox.demo.LongHistory;
import io.twinlake.sandbox.lifecycle.Layout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a table a long history, and prints the version at which it stands then. */
@Command(
        name = "commits",
        description = "Add many commits without rows to a table that nobody else writes meanwhile; prints its version.")
final class CommitsCommand implements Callable<Integer> {

    @Mixin
    private SandboxFolder folder = new SandboxFolder();

    @Option(
            names = "--region",
            required = true,
            paramLabel = "R",
            description = "A region's name, 'primary' or 'secondary'.")
    private String region = "";

    @Option(names = "--count", required = true, paramLabel = "N", description = "How many commits.")
    private int count;

    @Parameters(paramLabel = "TABLE", description = "The table's full name.")
    private String table = "";

    @Override
    public Integer call() {
        LongHistory history = new LongHistory(
                Layout.of(folder.path())
                        .region(region)
                        .orElseThrow(() -> new SandboxFailure("There is no region '" + region + "' in this sandbox.")),
                table);
        Terminal.line(Long.toString(history.add(count)));
        return 0;
    }
}
