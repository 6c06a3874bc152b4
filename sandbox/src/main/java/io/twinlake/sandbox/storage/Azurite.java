package io.twinlake.sandbox.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the one Azurite process of a sandbox is started. */
public final class Azurite {

    private Azurite() {}

    /** The command that serves the accounts' blobs on a port of 127.0.0.1 and keeps them in {@code data}. */
    public static List<String> command(AzuriteInstallation installation, Path data, int port) {
        return List.of(
                "node",
                "--require",
                installation.lifeline().toString(),
                installation.program().toString(),
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

    /** The environment that the command needs to hang on this process, or on the sandbox once it is detached. */
    public static Map<String, String> environment(Path sandbox, List<StorageAccount> accounts) {
        return Map.of(
                "AZURITE_ACCOUNTS",
                accounts.stream().map(each -> each.name() + ":" + each.key()).collect(Collectors.joining(";")),
                "TWINLAKE_PARENT",
                Long.toString(ProcessHandle.current().pid()),
                "TWINLAKE_SANDBOX",
                sandbox.toString());
    }
}
