package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.process.Ports;
import io.twinlake.sandbox.region.lake.LakeAccount;
import io.twinlake.sandbox.storage.AzuriteInstallation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A real Azurite with accounts of the given names, ended by {@link #close}. */
final class Azurite implements AutoCloseable {

    private final Process process;
    private final Ports ports;
    private final int port;

    Azurite(Path folder, List<String> accounts) throws IOException, InterruptedException {
        ports = Ports.claim(new Random());
        port = ports.next();
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
        return new LakeAccount(name, URI.create("http://127.0.0.1:" + port + "/" + name), key(name), "from-test");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        ports.close();
    }

    private void awaitPort() throws IOException, InterruptedException {
        while (process.isAlive()) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        throw new IOException("Azurite ended with " + process.exitValue());
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
