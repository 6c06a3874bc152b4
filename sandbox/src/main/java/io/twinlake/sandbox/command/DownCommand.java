package io.twinlake.sandbox.command;

import io.twinlake.sandbox.lifecycle.TwoRegions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends every process of a sandbox; its data stays. */
@Command(name = "down", description = "End every process of a sandbox; its data stays in its folder.")
final class DownCommand implements Callable<Integer> {

    @Mixin
    private SandboxFolder folder = new SandboxFolder();

    @Override
    public Integer call() {
        new TwoRegions(folder.path()).down();
        return 0;
    }
}
