package io.twinlake.orchestrator.plan;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.outcome.Remarks;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans of one group, from the west to the north, in its first epoch. */
public final class Plans {
    static final Direction DIRECTION = new Direction(new RegionName("west"), new RegionName("north"));

    private Plans() {}

    public static Plan of(Change... changes) {
        return Plan.of(new GroupName("gold"), DIRECTION, Epoch.FIRST, List.of(changes), 0, Remarks.NONE);
    }

    public static Change created(String name) {
        return created(name, "content");
    }

    static Change created(String name, String content) {
        return new Change(
                SecurableKind.TABLE,
                ObjectName.parse(name),
                ChangeType.CREATE,
                2,
                null,
                List.of(new FieldDifference("dataVersion", "3", null)),
                List.of(),
                content);
    }

    /** A table whose comment becomes what the source has. */
    public static Change commented(String name, @Nullable String source, @Nullable String replica) {
        return changed(SecurableKind.TABLE, name, new FieldDifference("comment", source, replica));
    }

    public static Change changed(SecurableKind kind, String name, FieldDifference... fields) {
        return new Change(kind, ObjectName.parse(name), ChangeType.UPDATE, 2, null, List.of(fields));
    }
}
