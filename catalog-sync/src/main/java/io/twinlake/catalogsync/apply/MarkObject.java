package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.access.TakeOwner;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Literals;

/**
 * Writes into a replica's marker which object it is of, once the platform has given it an id: the statement that made it could not know.
 * From then on a copy, which brings the properties along, is told from the replica.
 */
final class MarkObject {
    private final GuardedWorkspace replica;
    private final WriteContainer containers;
    private final TakeOwner take;

    MarkObject(GuardedWorkspace replica, WriteContainer containers, TakeOwner take) {
        this.replica = replica;
        this.containers = containers;
        this.take = take;
    }

    /** Makes sure of it where the kind can bear a marker. May be repeated: a run that was killed before is made up for by a later one. */
    void ensure(Securable wanted, Securable written, Marker marker, Writing writing) {
        if (!wanted.kind().bearsMarker() || isSaid(written, marker)) {
            return;
        }
        Marker own = marker.on(written.id());
        if (wanted.kind().isContainer()) {
            containers.describe(wanted, own);
        } else if (wanted.kind().holdsRows()) {
            writing.change(() -> replica.execute(sql(wanted, own), null));
        } else {
            take.ensure(written);
            replica.execute(sql(wanted, own), null);
        }
    }

    private static boolean isSaid(Securable written, Marker marker) {
        return written.marker() != null
                && written.marker().saysAs(marker)
                && written.marker().names(written.id());
    }

    private static String sql(Securable wanted, Marker own) {
        return "ALTER " + wanted.kind() + " " + Identifiers.quote(wanted.name()) + " SET TBLPROPERTIES "
                + Literals.properties(own.properties());
    }
}
