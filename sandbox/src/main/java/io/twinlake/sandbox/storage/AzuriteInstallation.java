package io.twinlake.sandbox.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Azurite as npm installs it from the project's lock file, in a folder of the build. */
public final class AzuriteInstallation {

    private static final int OLDEST_NODE = 20;
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "lifeline.cjs");

    private final Path sources;
    private final Path folder;
    private final String node;

    /** @param module the folder of the module {@code sandbox} */
    public AzuriteInstallation(Path module) {
        this(module, "node");
    }

    AzuriteInstallation(Path module, String node) {
        this.sources = module.resolve("azurite");
        this.folder = module.resolve("target").resolve("azurite");
        this.node = node;
    }

    /**
     * Installs it unless the lock file's version is there; several processes may ask at once.
     *
     * @throws IllegalStateException in one sentence, when Node is missing or too old
     */
    public AzuriteInstallation ensure() {
        requireNode();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid() && !isInstalled()) {
                    install();
                }
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("Azurite cannot be installed in " + folder, e);
        }
    }

    /** The program that serves blobs. */
    Path program() {
        return folder.resolve("node_modules/azurite/dist/src/blob/main.js");
    }

    /** The script that, loaded before the program, ends it with what it hangs on. */
    Path lifeline() {
        return folder.resolve("lifeline.cjs");
    }

    private boolean isInstalled() throws IOException {
        for (String file : FILES) {
            Path copy = folder.resolve("installed").resolve(file);
            if (!Files.exists(copy) || Files.mismatch(copy, sources.resolve(file)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private void install() throws IOException {
        copySources(folder);
        run(List.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"), folder);
        Files.createDirectories(folder.resolve("installed"));
        copySources(folder.resolve("installed"));
    }

    private void copySources(Path target) throws IOException {
        for (String file : FILES) {
            Files.copy(sources.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void requireNode() {
        String version;
        try {
            version = run(List.of(node, "--version"), Path.of(".")).strip();
        } catch (UncheckedIOException e) {
            throw new IllegalStateException("The sandbox needs Node " + OLDEST_NODE + " or later, and found none.", e);
        }
        int major = Integer.parseInt(version.replaceFirst("^v", "").replaceFirst("\\..*", ""));
        if (major < OLDEST_NODE) {
            throw new IllegalStateException(
                    "The sandbox needs Node " + OLDEST_NODE + " or later, and found " + version + ".");
        }
    }

    private static String run(List<String> command, Path folder) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("'" + String.join(" ", command) + "' failed: " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("'" + command.get(0) + "' cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while '" + String.join(" ", command) + "' ran", e);
        }
    }
}
