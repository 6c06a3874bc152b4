package io.twinlake.sandbox.region.permission;

import java.util.List;
import java.util.Set;

/** A kind of object that has an access control list. */
public enum ObjectType {
    JOB(
            "job",
            List.of("jobs"),
            Set.of(
                    PermissionLevel.CAN_VIEW,
                    PermissionLevel.CAN_MANAGE_RUN,
                    PermissionLevel.CAN_MANAGE,
                    PermissionLevel.IS_OWNER)),
    WAREHOUSE(
            "warehouses",
            List.of("sql/warehouses", "warehouses"),
            Set.of(
                    PermissionLevel.CAN_VIEW,
                    PermissionLevel.CAN_MONITOR,
                    PermissionLevel.CAN_USE,
                    PermissionLevel.CAN_MANAGE,
                    PermissionLevel.IS_OWNER));

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> paths;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<PermissionLevel> levels;

    ObjectType(String title, List<String> paths, Set<PermissionLevel> levels) {
        this.title = title;
        this.paths = paths;
        this.levels = levels;
    }

    /** Its name in the Permissions API's answers. */
    String title() {
        return title;
    }

    /** Its names in the Permissions API's paths; the first stands in identities too. */
    List<String> paths() {
        return paths;
    }

    Set<PermissionLevel> levels() {
        return levels;
    }
}
