package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.lake.LakeAccount;
import io.twinlake.sandbox.storage.AzuriteInstallation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real Azurite with accounts of the given names, ended by {@link #close}. */
final class Azurite implements AutoCloseable {

    private final Process process;
    private final int port;

    Azurite(Path folder, List<String> accounts) throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ProcessBuilder command = new ProcessBuilder(
                "node",
                program().toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                String.valueOf(port),
                "--location",
                folder.toString(),
                "--skipApiVersionCheck",
                "--disableTelemetry",
                "--silent");
        command.environment()
                .put(
                        "AZURITE_ACCOUNTS",
                        String.join(
                                ";",
                                accounts.stream()
                                        .map(name -> name + ":" + key(name))
                                        .toList()));
        command.redirectErrorStream(true)
                .redirectOutput(folder.resolve("azurite.log").toFile());
        process = command.start();
        awaitPort();
    }

    LakeAccount account(String name) {
        return new LakeAccount(name, URI.create("http://127.0.0.1:" + port + "/" + name), key(name));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private void awaitPort() throws IOException, InterruptedException {
        for (int tries = 0; tries < 300; tries++) {
            if (!process.isAlive()) {
                throw new IOException("Azurite ended with " + process.exitValue());
            }
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IOException("Azurite does not listen on port " + port);
    }

    private static Path program() {
        Path module = Path.of("").toAbsolutePath();
        new AzuriteInstallation(module).ensure();
        return module.resolve("target/azurite/node_modules/azurite/dist/src/blob/main.js");
    }

    private static String key(String account) {
        return Base64.getEncoder().encodeToString(("key of " + account).getBytes(StandardCharsets.UTF_8));
    }
}
