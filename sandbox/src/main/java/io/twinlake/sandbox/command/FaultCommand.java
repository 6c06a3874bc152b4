package io.twinlake.sandbox.command;

import io.twinlake.sandbox.access.FaultTargets;
import io.twinlake.sandbox.fault.Fault;
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

/** Gives a part of the sandbox a fault, or ends all faults. */
@Command(
        name = "fault",
        description = "Give a part of the sandbox a fault, or end them all with the kind 'clear'.",
        footer = "Kinds: down, blackhole, latency, status, hang, drop-response, rate-limit, empty-pages, expire-token.")
final class FaultCommand implements Callable<Integer> {

    private static final String CLEAR = "clear";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private SandboxFolder folder = new SandboxFolder();

    @Parameters(paramLabel = "KIND", description = "The fault, or 'clear'.")
    private String kind = CLEAR;

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

    @Option(names = "--for", paramLabel = "SECONDS", description = "End by itself after this time.")
    private @Nullable Double seconds;

    @Override
    public Integer call() {
        FaultTargets targets = new FaultTargets(folder.path());
        if (kind.equals(CLEAR)) {
            targets.clear(region);
        } else {
            order(targets);
        }
        return 0;
    }

    private void order(FaultTargets targets) {
        if (region == null) {
            throw usage("Say which part gets the fault: --region R");
        }
        try {
            targets.order(region, fault());
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private Fault fault() {
        Instant until = seconds == null ? null : Instant.now().plus(Duration.ofMillis(Math.round(seconds * 1000)));
        return new Fault(FaultKind.of(kind), share, code, retryAfter, millis, perSecond, path, capitals(method), until);
    }

    private static @Nullable String capitals(@Nullable String method) {
        return method == null ? null : method.toUpperCase(Locale.ROOT);
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
