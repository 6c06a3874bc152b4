package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.SecurableKind;
import java.util.Optional;

/** Which objects at the replica may be written: those that carry our marker, and those that the ledger pairs. */
public final class Ownership {
    /** The platform makes it with every catalog, so a catalog of ours has one that carries no marker. */
    private static final String DEFAULT_SCHEMA = "default";

    private final Situation situation;

    public Ownership(Situation situation) {
        this.situation = situation;
    }

    /** Whether Twinlake may write an object of the replica. */
    public boolean ours(Securable replica) {
        Marker marker = replica.marker();
        if (marker != null) {
            return marker.group().equals(situation.group().name().value());
        }
        return situation
                        .pairing(replica.key())
                        .filter(pair -> pair.owns(replica.id()))
                        .isPresent()
                || defaultSchemaOfOurs(replica);
    }

    /**
     * Whether an object at the replica is one that Twinlake did not make and may write because the ledger pairs it: the source of what
     * is the source today. It gets no marker; one that names the object itself only came back with a copy.
     */
    public boolean original(Securable replica) {
        boolean unmarked = replica.marker() == null || replica.bearsMarkerOfItself();
        return unmarked
                && situation
                        .pairing(replica.key())
                        .filter(pair -> pair.owns(replica.id()))
                        .isPresent();
    }

    /** How a person hands an object over, as part of a sentence. */
    public String handOver(Securable source) {
        Marker marker = Marker.of(situation.group().name(), source.id());
        return source.kind() == SecurableKind.FUNCTION
                ? "end its comment at the replica with " + marker.appendTo(null)
                : "set its properties " + marker.properties() + " at the replica";
    }

    public static boolean isDefaultSchema(SecurableKey key) {
        return key.kind() == SecurableKind.SCHEMA && key.name().name().equals(DEFAULT_SCHEMA);
    }

    /** Whether the platform made it by itself inside a catalog of ours. */
    public boolean madeByThePlatform(Securable replica) {
        return replica.marker() == null && defaultSchemaOfOurs(replica);
    }

    private boolean defaultSchemaOfOurs(Securable replica) {
        if (!isDefaultSchema(replica.key())) {
            return false;
        }
        Optional<Securable> catalog = situation
                .replica()
                .find(new SecurableKey(SecurableKind.CATALOG, replica.name().parent()));
        return catalog.isPresent() && ours(catalog.get());
    }
}
