package io.twinlake.clients.databricks.sharing;

import io.twinlake.clients.Digest;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import java.util.Locale;

/** How shares, recipients and mounted catalogs are called: the same in both regions, one share for each group and catalog. */
public final class ShareNames {
    private static final int HASH = 8;

    private ShareNames() {}

    /** The share at the source and the catalog at the replica in which it is mounted. */
    public static String share(GroupName group, String catalog) {
        return safe("twinlake_" + group.value() + "_" + catalog);
    }

    public static String recipient(RegionName region) {
        return safe("twinlake_" + region.value());
    }

    /** Names of shares take fewer characters than those of tables; a hash keeps names apart that would fall together. */
    private static String safe(String name) {
        String safe = name.replaceAll("[^A-Za-z0-9_]", "_").toLowerCase(Locale.ROOT);
        if (safe.equals(name)) {
            return name;
        }
        Digest digest = new Digest();
        digest.add(name);
        return safe + "_" + digest.hex().substring(0, HASH);
    }
}
