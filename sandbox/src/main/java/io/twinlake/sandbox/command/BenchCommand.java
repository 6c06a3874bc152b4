package io.twinlake.sandbox.command;

import io.twinlake.sandbox.bench.BenchDocument;
import io.twinlake.sandbox.bench.BenchRow;
import io.twinlake.sandbox.bench.FailoverBench;
import io.twinlake.sandbox.bench.VerifyBench;
import io.twinlake.sandbox.lifecycle.TwoRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures the product in a sandbox of its own. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure Twinlake on two regions on this machine.")
final class BenchCommand implements Callable<Integer> {

    @ParentCommand
    private Sandbox root = new Sandbox();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Name a benchmark: failover or verify");
    }

    @Command(
            name = "failover",
            mixinStandardHelpOptions = true,
            description = "Time of planned and forced moves beyond the delays that the sandbox puts in.")
    Integer failover(
            @Option(
                            names = "--runs",
                            paramLabel = "N",
                            defaultValue = "3",
                            description = "How often each figure is measured (default ${DEFAULT-VALUE}).")
                    int runs)
            throws IOException {
        requireSome("--runs", runs);
        print(new FailoverBench(Home.path(), folder("failover-"), runs, Terminal::progress).run());
        return 0;
    }

    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Time of comparing the rows of many small tables, and what each costs a region.")
    Integer verify(
            @Option(
                            names = "--tables",
                            paramLabel = "N",
                            defaultValue = "400",
                            description = "How many tables there are (default ${DEFAULT-VALUE}).")
                    int tables,
            @Option(
                            names = "--runs",
                            paramLabel = "N",
                            defaultValue = "3",
                            description = "How often each figure is measured (default ${DEFAULT-VALUE}).")
                    int runs)
            throws IOException {
        requireSome("--tables", tables);
        requireSome("--runs", runs);
        print(new VerifyBench(Home.path(), folder("verify-"), tables, runs, Terminal::progress).run());
        return 0;
    }

    private void requireSome(String option, int number) {
        if (number < 1) {
            throw new ParameterException(spec.commandLine(), option + " takes 1 or more");
        }
    }

    /** A new folder, whose sandbox ends with this process. */
    private static Path folder(String prefix) throws IOException {
        Path work = Files.createDirectories(Home.path().resolve("work").resolve("bench"));
        Path folder = Files.createTempDirectory(work, prefix);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> new TwoRegions(folder.resolve("sandbox")).down(), "sandbox-down"));
        return folder;
    }

    private void print(BenchDocument document) {
        switch (root.options().output()) {
            case json, yaml -> Terminal.print(document); // JSON is YAML, too
            case jsonl -> Terminal.line(Terminal.json(document, false));
            case table -> document.rows().forEach(BenchCommand::line);
        }
    }

    private static void line(BenchRow row) {
        Terminal.line(String.format(
                Locale.ROOT,
                "%-60s %8.3f %-8s goal %.1f %s; runs %s",
                row.name(),
                row.value(),
                row.unit(),
                row.goal(),
                row.isMet() ? "met" : "missed",
                row.runs()));
    }
}
