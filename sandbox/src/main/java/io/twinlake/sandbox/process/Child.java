package io.twinlake.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One named process of a sandbox: its record, its log, its end. */
public final class Child {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final String name;
    private final Path sandbox;

    public Child(String name, Path sandbox) {
        this.name = name;
        this.sandbox = sandbox;
    }

    public String name() {
        return name;
    }

    /** Where its output goes. */
    public Path log() {
        return sandbox.resolve("logs").resolve(name + ".log");
    }

    /** The process, if it runs. */
    public Optional<ProcessHandle> running() {
        return ProcessId.read(record()).flatMap(ProcessId::handle);
    }

    /** Starts it, unless it runs; it lives as long as the {@link Lifeline} that it is given to hold. */
    public void ensureRunning(List<String> command, Map<String, String> environment) {
        if (running().isPresent()) {
            return;
        }
        try {
            Files.createDirectories(log().getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(environment);
            ProcessId.of(builder.start().toHandle()).write(record());
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's process '" + name + "' cannot be started", e);
        }
    }

    /** Asks it to end, and ends it by force when it takes too long. */
    public void end() {
        running().ifPresent(handle -> {
            handle.destroy();
            if (!isGone(handle, GRACE)) {
                handle.destroyForcibly();
                isGone(handle, GRACE);
            }
        });
    }

    private static boolean isGone(ProcessHandle handle, Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for process " + handle.pid() + " failed", e);
        }
    }

    private Path record() {
        return sandbox.resolve("processes").resolve(name + ".json");
    }
}
