package io.twinlake.orchestrator.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command runs, as its caller sees it; a forwarded command has those of the process that it was typed in.
 *
 * @param directory the folder that relative paths of options resolve against
 * @param terminal whether standard error is a terminal, so that progress may be shown
 */
public record Surroundings(
        PrintStream out, PrintStream err, Path directory, Map<String, String> environment, boolean terminal) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    public static Surroundings ofThisProcess() {
        return new Surroundings(
                utf8(java.io.FileDescriptor.out),
                utf8(java.io.FileDescriptor.err),
                Path.of("").toAbsolutePath(),
                System.getenv(),
                System.console() != null);
    }

    private static PrintStream utf8(java.io.FileDescriptor descriptor) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new java.io.FileOutputStream(descriptor)),
                true,
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
