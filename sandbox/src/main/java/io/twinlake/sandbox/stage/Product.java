package io.twinlake.sandbox.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Twinlake, run as its users run it: one process per command, by the launcher. */
public final class Product {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path launcher;
    private final Path config;
    private final Path folder;
    private long peakBytes;

    /**
     * @param folder where its output is kept
     */
    public Product(Path home, Path config, Path folder) {
        this.launcher = home.resolve("twinlake");
        this.config = config;
        this.folder = folder;
    }

    /** What a command answered. */
    public record Answer(int exit, JsonNode document) {}

    /** Runs a command to its end; what it says on stderr goes to this process's. */
    public Answer run(String... command) {
        Path output = folder.resolve("answer.json");
        try {
            Process process = start(output, command);
            return new Answer(exit(process), document(command, Files.readString(output)));
        } catch (IOException e) {
            throw new UncheckedIOException("'twinlake " + String.join(" ", command) + "' cannot be run", e);
        }
    }

    /** Starts a command that goes on until it is ended. */
    Process start(String... command) {
        try {
            return start(folder.resolve(command[0] + ".out"), command);
        } catch (IOException e) {
            throw new UncheckedIOException("'twinlake " + String.join(" ", command) + "' cannot be run", e);
        }
    }

    private Process start(Path output, String... command) throws IOException {
        List<String> line = new ArrayList<>(List.of(launcher.toString(), "--config", config.toString(), "-o", "json"));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        return process;
    }

    /** The most memory that one command has held, in bytes. */
    public long peakBytes() {
        return peakBytes;
    }

    private int exit(Process process) {
        try {
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                peakBytes = Math.max(peakBytes, Resident.peakBytes(process.pid()));
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted while Twinlake ran", e);
        }
    }

    private static JsonNode document(String[] command, String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SandboxFailure("'twinlake " + String.join(" ", command) + "' answered no JSON: " + text, e);
        }
    }
}
