package io.twinlake.sandbox.command;

import io.twinlake.sandbox.access.SettingOrders;
import io.twinlake.sandbox.lifecycle.Layout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sets what a region limits, how long it keeps things and how far it lags, and prints all of it. */
@Command(
        name = "set",
        description = "Let a region limit, keep or delay things otherwise than the platform; prints its settings.")
final class SetCommand implements Callable<Integer> {

    @Mixin
    private SandboxFolder folder = new SandboxFolder();

    @Option(
            names = "--region",
            required = true,
            paramLabel = "R",
            description = "A region's name, 'primary' or 'secondary'.")
    private String region = "";

    @Option(names = "--reset", description = "Make all settings the platform's own first.")
    private boolean reset;

    @Parameters(paramLabel = "NAME=N", arity = "0..*", description = "The settings, each with its number.")
    private TreeMap<String, Long> values = new TreeMap<>();

    @Override
    public Integer call() {
        SettingOrders orders = new SettingOrders(Layout.of(folder.path())
                .region(region)
                .orElseThrow(() -> new SandboxFailure("There is no region '" + region + "' in this sandbox.")));
        if (reset) {
            orders.reset();
        }
        Terminal.line(values.isEmpty() ? orders.all() : orders.set(values));
        return 0;
    }
}
