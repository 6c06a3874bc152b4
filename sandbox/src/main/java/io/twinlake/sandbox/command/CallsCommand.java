package io.twinlake.sandbox.command;

import io.twinlake.sandbox.calls.Call;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.lifecycle.Layout;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the log of all calls that reached a sandbox. */
@Command(name = "calls", description = "Print every call that reached the sandbox, one JSON object per line.")
final class CallsCommand implements Callable<Integer> {

    @Mixin
    private SandboxFolder folder = new SandboxFolder();

    @Option(
            names = "--region",
            paramLabel = "R",
            description = "Only calls to this region: its name, 'primary', 'secondary', 'edge' or 'witness'.")
    private @Nullable String region;

    @Option(names = "--since", paramLabel = "N", defaultValue = "0", description = "Only calls numbered above N.")
    private long since;

    @Override
    public Integer call() {
        Layout layout = Layout.of(folder.path());
        String wanted = region == null
                ? null
                : layout.region(region).map(RegionLayout::name).orElse(region);
        Path log = CallLog.file(folder.path());
        if (Files.exists(log)) {
            CallLog.read(log, since, call -> print(call, wanted));
        }
        return 0;
    }

    private static void print(Call call, @Nullable String wanted) {
        if (wanted == null || wanted.equals(call.region())) {
            Terminal.line(CallLog.print(call));
        }
    }
}
