package io.twinlake.config.yaml;

import io.twinlake.config.LeaseTerms;
import io.twinlake.config.Serve;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.Objectives;
import io.twinlake.config.group.SyncLimits;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Records of the configuration by the keys that a test cares for; the others have their defaults, so that a new key changes no test. */
public final class KeyedRecords {
    private KeyedRecords() {}

    /** A group of two regions of which no more is told than their names; it keeps the catalog {@code gold} where the keys name none. */
    public static FailoverGroup group(String name, RegionName home, RegionName secondary, String keys) {
        return configuration(name, home, secondary, keys).groups().get(new GroupName(name));
    }

    /** A configuration with such a group, and whatever else has a default. */
    public static TwinlakeConfig configuration(String name, RegionName home, RegionName secondary, String keys) {
        String catalogs = keys.contains("catalogs:") ? "" : "catalogs: [gold], ";
        return read("regions:\n" + region(home) + region(secondary) + "groups:\n  " + name + ": {home: " + home
                + ", secondary: " + secondary + ", " + catalogs + keys + "}\n");
    }

    private static String region(RegionName name) {
        return "  " + name + ": {workspace: \"https://" + name + ".azuredatabricks.net\", warehouse: w1}\n";
    }

    /** @param keys such as {@code onDelete: prune, maxPrune: 1} */
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

    private static FailoverGroup group(String section, String keys) {
        TwinlakeConfig config = read(ConfigurationFiles.SMALLEST + "    " + section + ": {" + keys + "}\n");
        return config.groups().values().iterator().next();
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
