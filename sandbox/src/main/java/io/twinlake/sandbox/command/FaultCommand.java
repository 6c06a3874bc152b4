package io.twinlake.sandbox.command;

import io.twinlake.sandbox.access.FaultTargets;
import io.twinlake.sandbox.fault.Aim;
import io.twinlake.sandbox.fault.Fault;
import io.twinlake.sandbox.fault.FaultJson;
import io.twinlake.sandbox.fault.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a part of the sandbox a fault, says which calls faults hold, lets them go, or ends all faults. */
@Command(
        name = "fault",
        description = {
            "Give a part of the sandbox a fault.",
            "'held' prints the calls that faults hold, 'release' opens the gates, 'clear' ends all faults."
        },
        footer = {
            "Kinds: down, blackhole, latency, status, hang, gate, one-way, drop-response, firewall, rate-limit,",
            "empty-pages, expire-token."
        })
final class FaultCommand implements Callable<Integer> {

    private static final Duration HELD_PATIENCE = Duration.ofSeconds(60);

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private SandboxFolder folder = new SandboxFolder();

    @Parameters(paramLabel = "KIND", description = "The fault, or 'held', 'release' or 'clear'.")
    private String kind = "";

    @Option(
            names = "--region",
            paramLabel = "R",
            description = "A region's name, 'primary', 'secondary', 'edge', 'storage:NAME' or 'witness'.")
    private @Nullable String region;

    @Option(names = "--share", paramLabel = "F", description = "Part of the requests that it hits (default 1).")
    private double share = 1;

    @Option(names = "--code", paramLabel = "N", description = "Status of 'status' (default 503).")
    private int code = 503;

    @Option(names = "--retry-after", paramLabel = "V", description = "Retry-After: seconds or an HTTP date.")
    private @Nullable String retryAfter;

    @Option(names = "--ms", paramLabel = "N", description = "Milliseconds of 'latency' (default 1000).")
    private long millis = 1000;

    @Option(names = "--per-second", paramLabel = "N", description = "Requests of 'rate-limit' (default 1).")
    private int perSecond = 1;

    @Option(names = "--path", paramLabel = "GLOB", description = "Only paths like this; * also matches slashes.")
    private @Nullable String path;

    @Option(names = "--method", paramLabel = "M", description = "Only requests by this HTTP method, for example PUT.")
    private @Nullable String method;

    @Option(
            names = "--actor",
            paramLabel = "A",
            description = "Only requests of 'twinlake', 'sandbox' or 'other', as the call log names them.")
    private @Nullable String actor;

    @Option(names = "--skip", paramLabel = "N", description = "Let the first N of those requests pass.")
    private long skip;

    @Option(names = "--times", paramLabel = "N", description = "Hit N of those requests and no more.")
    private long times;

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            description = "End by itself after this time; with 'held': wait no longer (default 60).")
    private @Nullable Double seconds;

    @Option(names = "--keep", description = "With 'release': keep the gates shut for the calls that come after.")
    private boolean keep;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "With 'held': wait until N calls are held; exit 1 if they do not come.")
    private int count;

    @Override
    public Integer call() {
        FaultTargets targets = new FaultTargets(folder.path());
        try {
            switch (kind) {
                case "clear" -> targets.clear(region);
                case "release" -> targets.release(region, keep);
                case "held" -> printHeld(targets);
                default -> order(targets);
            }
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private void order(FaultTargets targets) {
        if (region == null) {
            throw usage("Say which part gets the fault: --region R");
        }
        targets.order(region, fault());
    }

    private Fault fault() {
        Instant until = seconds == null ? null : Instant.now().plus(duration(seconds));
        Aim aim = new Aim(share, path, capitals(method), actor, skip, times);
        return new Fault(FaultKind.of(kind), aim, code, retryAfter, millis, perSecond, until);
    }

    private void printHeld(FaultTargets targets) {
        Duration patience = seconds == null ? HELD_PATIENCE : duration(seconds);
        targets.awaitHeld(region, count, patience).forEach(call -> Terminal.line(FaultJson.print(call)));
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static @Nullable String capitals(@Nullable String method) {
        return method == null ? null : method.toUpperCase(Locale.ROOT);
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
