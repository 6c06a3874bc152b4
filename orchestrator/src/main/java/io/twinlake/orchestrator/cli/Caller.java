package io.twinlake.orchestrator.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command runs, as its caller sees it; a forwarded command has those of the process that it was typed in.
 *
 * @param directory the folder that relative paths of options resolve against
 * @param terminal whether a person sits at it, so that progress may be shown and lines must fit
 */
public record Caller(
        PrintStream out, PrintStream err, Path directory, Map<String, String> environment, boolean terminal) {
    private static final int USUAL_COLUMNS = 80;

    public Caller {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    public static Caller ofThisProcess() {
        return new Caller(
                utf8(java.io.FileDescriptor.out),
                utf8(java.io.FileDescriptor.err),
                Path.of("").toAbsolutePath(),
                System.getenv(),
                System.console() != null);
    }

    /** How wide a line for people may be: as wide as the terminal, which the launcher tells in {@code COLUMNS}. */
    int columns() {
        if (!terminal) {
            return Page.UNLIMITED;
        }
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_COLUMNS;
    }

    private static PrintStream utf8(java.io.FileDescriptor descriptor) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new java.io.FileOutputStream(descriptor)),
                true,
                java.nio.charset.StandardCharsets.UTF_8);
    }
}
