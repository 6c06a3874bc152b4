package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.RegionSpec;

/** What a metastore is called: its identity here and among all metastores, its region, its owner, its default storage and its workspace. */
public record Identity(
        String metastoreId,
        String globalMetastoreId,
        String name,
        String region,
        String owner,
        String storageRoot,
        long workspaceId) {

    public static Identity of(RegionSpec spec) {
        String global = spec.globalMetastoreId();
        return new Identity(
                global.substring(global.lastIndexOf(':') + 1),
                global,
                "metastore-" + spec.region(),
                spec.region(),
                spec.admin(),
                "abfss://lake@" + spec.account().name() + ".dfs.core.windows.net",
                Long.parseLong(spec.workspaceId()));
    }
}
