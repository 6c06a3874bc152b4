package io.twinlake.sandbox.command;

import io.twinlake.sandbox.demo.DemoData;
import io.twinlake.sandbox.edge.function.FunctionPlan;
import io.twinlake.sandbox.lifecycle.Delays;
import io.twinlake.sandbox.lifecycle.Layout;
import io.twinlake.sandbox.lifecycle.Startup;
import io.twinlake.sandbox.lifecycle.TwoRegions;
import io.twinlake.sandbox.lifecycle.UpDocument;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a sandbox, or what is dead of one, and says where everything is. */
@Command(
        name = "up",
        description = "Start two regions and their storage, or what does not run of a sandbox that exists already.")
final class UpCommand implements Callable<Integer> {

    @Mixin
    private SandboxFolder folder = new SandboxFolder();

    @Option(names = "--detach", description = "Return when everything runs; 'sandbox down' ends it.")
    private boolean detach;

    @Mixin
    private DataSize size = new DataSize();

    @Option(names = "--empty", description = "Start without demo data.")
    private boolean empty;

    @Option(
            names = "--latency",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Milliseconds added to every answer of a workspace.")
    private int latency;

    @Option(
            names = "--take-over",
            paramLabel = "MS",
            defaultValue = "500",
            description =
                    "Milliseconds for which the gateway goes on with a backend's old value (default ${DEFAULT-VALUE}).")
    private int takeOver;

    @Option(
            names = "--function-start",
            paramLabel = "MS",
            defaultValue = "500",
            description =
                    "Milliseconds for which a Function is away when its settings change (default ${DEFAULT-VALUE}).")
    private int functionStart;

    @Option(
            names = "--function-plan",
            paramLabel = "PLAN",
            defaultValue = "recreate",
            description =
                    "How the instances of a Function take over new settings: ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
    private FunctionPlan functionPlan = FunctionPlan.RECREATE;

    @Override
    public Integer call() throws InterruptedException {
        Path sandbox = folder.path();
        Startup startup = new Startup(sandbox, Home.path(), Terminal::progress);
        if (!detach) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> new TwoRegions(sandbox).down(), "sandbox-down"));
        }
        Layout layout = startup.up(
                size.demo(empty), new Delays(latency, takeOver, functionStart, functionPlan), DemoData::seed);
        if (detach) {
            startup.detach();
        }
        Terminal.print(UpDocument.of(layout, sandbox));
        if (!detach) {
            Terminal.progress("up; Ctrl-C takes it down");
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
