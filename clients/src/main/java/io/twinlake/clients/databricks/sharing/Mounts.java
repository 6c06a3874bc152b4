package io.twinlake.clients.databricks.sharing;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;

/** Where the other region's tables are seen. */
public final class Mounts {
    private Mounts() {}

    /** A table of the other region, as the share mounted here shows it. */
    public static ObjectName mounted(GroupName group, ObjectName table) {
        return ObjectName.of(
                ShareNames.share(group, table.catalog()), table.parent().name(), table.name());
    }
}
