package io.twinlake.sandbox.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Azurite as npm installs it from the project's lock file, in a folder of the build. */
public final class Azurite {

    private static final int OLDEST_NODE = 20;
    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "lifeline.cjs");

    private final Path sources;
    private final Path installation;

    /** @param module the folder of the module {@code sandbox} */
    public Azurite(Path module) {
        this.sources = module.resolve("azurite");
        this.installation = module.resolve("target").resolve("azurite");
    }

    /** Installs it unless the lock file's version is there; several processes may ask at once. */
    public void ensureInstalled() {
        requireNode();
        try {
            Files.createDirectories(installation);
            try (FileChannel channel = FileChannel.open(
                            installation.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = channel.lock()) {
                if (held.isValid() && !isInstalled()) {
                    install();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Azurite cannot be installed in " + installation, e);
        }
    }

    /** The command that serves the accounts' blobs on a port of 127.0.0.1 and keeps them in {@code data}. */
    public List<String> command(Path data, int port) {
        return List.of(
                "node",
                "--require",
                installation.resolve("lifeline.cjs").toString(),
                installation
                        .resolve("node_modules/azurite/dist/src/blob/main.js")
                        .toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                Integer.toString(port),
                "--location",
                data.toString(),
                "--skipApiVersionCheck",
                "--disableProductStyleUrl",
                "--disableTelemetry",
                "--silent");
    }

    /** The environment that {@link #command} needs to hang on this process, or on the sandbox once it is detached. */
    public static Map<String, String> environment(Path sandbox, List<StorageAccount> accounts) {
        return Map.of(
                "AZURITE_ACCOUNTS",
                accounts.stream().map(each -> each.name() + ":" + each.key()).collect(Collectors.joining(";")),
                "TWINLAKE_PARENT",
                Long.toString(ProcessHandle.current().pid()),
                "TWINLAKE_SANDBOX",
                sandbox.toString());
    }

    /** Waits until Azurite answers on the port. */
    public static void awaitReady(int port, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (!answers(port)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("Azurite did not answer on port " + port + " within " + patience);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            // Not yet: nobody listens there.
            return false;
        }
    }

    private boolean isInstalled() throws IOException {
        for (String file : FILES) {
            Path copy = installation.resolve("installed").resolve(file);
            if (!Files.exists(copy) || Files.mismatch(copy, sources.resolve(file)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private void install() throws IOException {
        copySources(installation);
        run(List.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"), installation);
        Files.createDirectories(installation.resolve("installed"));
        copySources(installation.resolve("installed"));
    }

    private void copySources(Path folder) throws IOException {
        for (String file : FILES) {
            Files.copy(sources.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void requireNode() {
        String version;
        try {
            version = run(List.of("node", "--version"), Path.of("."));
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new IllegalStateException("The sandbox needs Node " + OLDEST_NODE + " or later, and found none.", e);
        }
        int major = Integer.parseInt(version.strip().replaceFirst("^v", "").replaceFirst("\\..*", ""));
        if (major < OLDEST_NODE) {
            throw new IllegalStateException(
                    "The sandbox needs Node " + OLDEST_NODE + " or later, and found " + version.strip() + ".");
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
