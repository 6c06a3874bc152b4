package io.twinlake.clients.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Azurite, from the lock file that the sandbox uses too, with an account for all and some for one test each. The tests of other modules use
 * it as well.
 */
public final class AzuriteServer implements AutoCloseable {
    public static final String ACCOUNT = "lake";
    public static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static final int ACCOUNTS = 100;

    /** What it says once it serves, before its address. */
    private static final String LISTENS = "successfully listens on ";

    private final Process process;
    private final String address;
    private final AtomicInteger given = new AtomicInteger();

    private AzuriteServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    public static AzuriteServer start(Path data) throws IOException, InterruptedException {
        Path installation = install();
        ProcessBuilder builder = new ProcessBuilder(
                "node",
                installation
                        .resolve("node_modules/azurite/dist/src/blob/main.js")
                        .toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                "0",
                "--location",
                data.toString(),
                "--skipApiVersionCheck",
                "--disableTelemetry",
                "--silent");
        String accounts = IntStream.rangeClosed(1, ACCOUNTS)
                .mapToObj(number -> ";" + ACCOUNT + number + ":" + KEY)
                .collect(Collectors.joining());
        builder.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + KEY + accounts);
        Process process = builder.redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        List<String> said = new ArrayList<>();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int listens = line.indexOf(LISTENS);
            if (listens >= 0) {
                return new AzuriteServer(process, line.substring(listens + LISTENS.length()));
            }
            said.add(line);
        }
        throw new IllegalStateException("Azurite ended with " + process.waitFor() + ": " + said);
    }

    public URI account() {
        return URI.create(address + "/" + ACCOUNT);
    }

    /** One that nobody else is given, with the same key. */
    public URI ownAccount() {
        int number = given.incrementAndGet();
        if (number > ACCOUNTS) {
            throw new IllegalStateException("all " + ACCOUNTS + " accounts are given away");
        }
        return URI.create(address + "/" + ACCOUNT + number);
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

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
