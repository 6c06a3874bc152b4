package io.twinlake.orchestrator.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command of the program in a process of its own. */
public final class CommandProcess implements AutoCloseable {
    /** For whatever must come on any machine, however busy it is: no test that is green waits so long. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    /** A Java machine that is small and starts quickly. */
    static final List<String> MACHINE = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1");

    private final Process process;
    private final Path out;
    private final Path err;

    private CommandProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a class with a main method in a folder, on the tests' class path. */
    public static CommandProcess start(Class<?> main, Path folder, String... words) {
        return start(main, folder, Map.of(), words);
    }

    /** The same with more variables in its environment. */
    public static CommandProcess start(Class<?> main, Path folder, Map<String, String> environment, String... words) {
        return start(List.of(), main, folder, environment, words);
    }

    /** The same where no file may grow beyond so many KiB: a write past it fails, as on a full disk. */
    public static CommandProcess startOnAFullDisk(long kilobytes, Class<?> main, Path folder, String... words) {
        List<String> limited = List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "limited");
        return start(limited, main, folder, Map.of(), words);
    }

    private static CommandProcess start(
            List<String> by, Class<?> main, Path folder, Map<String, String> environment, String... words) {
        List<String> command = new ArrayList<>(by);
        command.addAll(MACHINE);
        command.addAll(SharedClasses.asOptions());
        command.add(main.getName());
        command.addAll(List.of(words));
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            // A test that is told to end in the middle leaves no command behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new CommandProcess(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end, on whatever machine, and returns its exit code. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
            throw new IllegalStateException("still runs; it printed: " + out() + err());
        }
        return process.exitValue();
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGSTOP: when this returns it stands still, and keeps what it holds. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
        while (process.isAlive() && !state().startsWith("T")) {
            Thread.sleep(10);
        }
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int sent = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                .start()
                .waitFor();
        if (sent != 0) {
            throw new IllegalStateException("it has ended, and printed: " + out() + err());
        }
    }

    private String state() throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "state=", "-p", Long.toString(pid())).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
