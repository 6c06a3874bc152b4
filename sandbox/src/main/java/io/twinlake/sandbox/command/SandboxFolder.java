package io.twinlake.sandbox.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says which sandbox a command is about. */
final class SandboxFolder {

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "The sandbox's folder.")
    private Path dir = Path.of(".");

    Path path() {
        return dir.toAbsolutePath().normalize();
    }
}
