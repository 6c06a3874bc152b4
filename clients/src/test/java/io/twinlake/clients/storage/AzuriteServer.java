package io.twinlake.clients.storage;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Azurite, from the lock file that the sandbox uses too, with one account. The tests of other modules use it as well. */
public final class AzuriteServer implements AutoCloseable {
    public static final String ACCOUNT = "lake";
    public static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private final Process process;
    private final int port;

    private AzuriteServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static AzuriteServer start(Path data) throws IOException, InterruptedException {
        Path installation = install();
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                "node",
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
                "--disableTelemetry",
                "--silent");
        builder.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + KEY);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        while (!answers(port)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Azurite ended with " + process.exitValue());
            }
        }
        return new AzuriteServer(process, port);
    }

    public URI account() {
        return URI.create("http://127.0.0.1:" + port + "/" + ACCOUNT);
    }

    private static Path install() throws IOException, InterruptedException {
        Path sources = Path.of("..", "sandbox", "azurite").toAbsolutePath().normalize();
        Path installation = sources.resolve("../../clients/target/azurite").normalize();
        Path sandboxs = sources.resolve("../target/azurite").normalize();
        for (Path there : List.of(installation, sandboxs)) {
            if (Files.exists(there.resolve("installed"))) {
                return there;
            }
        }
        Files.createDirectories(installation);
        // The tests of several modules may begin at once.
        try (FileChannel lock = FileChannel.open(
                        installation.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            if (held.isValid() && !Files.exists(installation.resolve("installed"))) {
                install(sources, installation);
            }
        }
        return installation;
    }

    private static void install(Path sources, Path installation) throws IOException, InterruptedException {
        for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(sources.resolve(file), installation.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
                .directory(installation.toFile())
                .redirectErrorStream(true)
                .redirectOutput(installation.resolve("npm.log").toFile())
                .start();
        if (npm.waitFor() != 0) {
            throw new IllegalStateException("npm could not install Azurite, see npm.log in " + installation);
        }
        Files.createDirectories(installation.resolve("installed"));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
