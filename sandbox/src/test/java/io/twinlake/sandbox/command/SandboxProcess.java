package io.twinlake.sandbox.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.process.Child;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the sandbox's commands on one folder, each in a process of its own. */
final class SandboxProcess {

    private final Path folder;

    SandboxProcess(Path folder) {
        this.folder = folder;
    }

    record Ended(int exit, String out, String err) {
        JsonNode document() throws IOException {
            return new JsonMapper().readTree(out);
        }

        List<JsonNode> rows() throws IOException {
            List<JsonNode> rows = new ArrayList<>();
            for (String line : out.lines().toList()) {
                rows.add(new JsonMapper().readTree(line));
            }
            return rows;
        }
    }

    /** Runs {@code twinlake sandbox COMMAND --dir FOLDER ...} to its end. */
    Ended run(String command, String... arguments) throws IOException, InterruptedException {
        Path err = Files.createTempFile(folder.getParent(), "err", ".txt");
        Process process = start(err, command, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(err));
    }

    /** Starts the command and leaves it running. */
    Process start(Path err, String command, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.httpclient.allowRestrictedHeaders=content-length",
                "-Dtwinlake.home="
                        + Path.of(System.getProperty("basedir", "."))
                                .toAbsolutePath()
                                .resolve("..")
                                .normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                Sandbox.class.getName(),
                "sandbox",
                command,
                "--dir",
                folder.toString()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line).redirectError(err.toFile()).start();
    }

    /** The processes that the sandbox has on record and that run. */
    List<ProcessHandle> running() {
        return List.of("azurite", "storage", "region-westeurope", "region-northeurope", "edge").stream()
                .flatMap(name -> new Child(name, folder).running().stream())
                .toList();
    }
}
