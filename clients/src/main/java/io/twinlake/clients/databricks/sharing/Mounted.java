package io.twinlake.clients.databricks.sharing;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import java.util.Locale;

/** A table of the other region as the shares that are mounted here show it, whichever of them and under whatever alias. */
public record Mounted(GroupName group, ObjectName table) {
    /** Whether a name in a history is that table's. */
    public boolean isNamed(String name) {
        String bare = name.replace("`", "").toLowerCase(Locale.ROOT);
        int catalog = bare.indexOf('.');
        return catalog > 0
                && ShareNames.mayBeOf(group, table.catalog(), bare.substring(0, catalog))
                && ShareNames.isAlias(table, bare.substring(catalog + 1));
    }
}
