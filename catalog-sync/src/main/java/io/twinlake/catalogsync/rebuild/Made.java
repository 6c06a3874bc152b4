package io.twinlake.catalogsync.rebuild;

import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.name.GroupName;
import org.jspecify.annotations.Nullable;

/** Which side of two objects of one name Twinlake made from the other, by the marker that names both of their ids. */
enum Made {
    REPLICA,
    SOURCE,
    NEITHER;

    static Made of(GroupName group, Securable source, Securable replica) {
        if (from(group, source, replica)) {
            return REPLICA;
        }
        return from(group, replica, source) ? SOURCE : NEITHER;
    }

    private static boolean from(GroupName group, Securable origin, Securable made) {
        @Nullable Marker marker = made.marker();
        return marker != null && marker.saysAs(Marker.of(group, origin.id())) && marker.names(made.id());
    }

    /** Why neither is known to be made from the other. */
    static String why(GroupName group, Securable source, Securable replica) {
        @Nullable Marker marker = replica.marker() == null ? source.marker() : replica.marker();
        if (marker == null) {
            return "It bears no marker: Twinlake did not make it, or not by this version.";
        }
        if (!marker.group().equals(group.value())) {
            return "Its marker names the group " + marker.group() + ".";
        }
        String id = replica.marker() == null ? source.id() : replica.id();
        if (marker.namesAnother(id)) {
            return "Its marker names another object: it is a copy that took the replica's name.";
        }
        return marker.names(id)
                ? "Its marker names another source than the one that stands there now."
                : "Its marker does not name its own id: the sync that made it was cut off.";
    }
}
