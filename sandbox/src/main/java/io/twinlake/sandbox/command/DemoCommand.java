package io.twinlake.sandbox.command;

import io.twinlake.sandbox.demo.Tour;
import io.twinlake.sandbox.demo.report.DemoDocument;
import io.twinlake.sandbox.lifecycle.TwoRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows the main job from end to end, on two regions of its own. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Show the main job on two regions on this machine: sync, parity, a change followed, drift found,",
            "a drill, a planned failover, the way back, and a forced failover when the primary is killed."
        })
final class DemoCommand implements Callable<Integer> {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @ParentCommand
    private Sandbox root = new Sandbox();

    @Mixin
    private DataSize size = new DataSize();

    @Option(names = "--keep", description = "Leave the sandbox up, and say how to go on by hand.")
    private boolean keep;

    @Override
    public Integer call() throws IOException {
        Path folder = Home.path()
                .resolve("work")
                .resolve("demo")
                .resolve(LocalDateTime.now(ZoneId.systemDefault()).format(STAMP));
        Files.createDirectories(folder);
        Path sandbox = folder.resolve("sandbox");
        Thread down = new Thread(() -> new TwoRegions(sandbox).down(), "sandbox-down");
        Runtime.getRuntime().addShutdownHook(down);
        DemoDocument document = new Tour(Home.path(), folder, size.demo(false), keep, Terminal::progress).run();
        if (document.sandbox() != null) {
            Runtime.getRuntime().removeShutdownHook(down);
        }
        new DemoPage(document).print(root.options().output());
        return document.isOk() ? 0 : 1;
    }
}
