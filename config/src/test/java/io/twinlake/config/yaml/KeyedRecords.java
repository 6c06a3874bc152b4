package io.twinlake.config.yaml;

import io.twinlake.config.LeaseTerms;
import io.twinlake.config.Serve;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.AccessPolicy;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.Objectives;
import io.twinlake.config.group.SyncLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Records of the configuration by the keys that a test cares for; the others have their defaults, so that a new key changes no test. */
public final class KeyedRecords {
    private KeyedRecords() {}

    /** @param keys such as {@code prune: true, pruneLimit: 1} */
    public static SyncLimits sync(String keys) {
        return group("sync", keys).sync();
    }

    public static Objectives objectives(String keys) {
        return group("objectives", keys).objectives();
    }

    public static LeaseTerms lease(String keys) {
        return read("lease: {" + keys + "}\n" + ConfigurationFiles.SMALLEST).lease();
    }

    public static Serve serve(String keys) {
        return read("serve: {" + keys + "}\n" + ConfigurationFiles.SMALLEST).serve();
    }

    /** @param keys such as {@code owners: keep} */
    public static AccessPolicy access(String keys) {
        String lines = keys.isEmpty() ? "" : "    " + keys.replace(", ", "\n    ") + "\n";
        return group(lines).access();
    }

    private static FailoverGroup group(String section, String keys) {
        return group("    " + section + ": {" + keys + "}\n");
    }

    private static FailoverGroup group(String lines) {
        return read(ConfigurationFiles.SMALLEST + lines)
                .groups()
                .values()
                .iterator()
                .next();
    }

    private static TwinlakeConfig read(String text) {
        try {
            Path file = Files.createTempFile("twinlake", ".yml");
            try {
                return ConfigurationFile.read(Files.writeString(file, text), Map.of());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
