package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Undecided;
import io.twinlake.ledger.state.Intent;
import java.util.Optional;

/**
 * Which objects at the replica may be written: those that this ledger pairs, what it was creating when a run was cut off, and what a person
 * lets it have. A marker alone proves nothing: copies bear it, and so does what another ledger made.
 */
public final class Ownership {
    /** The platform makes it with every catalog, so a catalog of ours has one that carries no marker. */
    private static final String DEFAULT_SCHEMA = "default";

    private final Situation situation;

    public Ownership(Situation situation) {
        this.situation = situation;
    }

    /** Whether Twinlake may write an object of the replica. */
    public boolean ours(Securable replica) {
        return known(replica) || adopts(replica);
    }

    /** Whether Twinlake may write it only because a person says so now. */
    public boolean adopts(Securable replica) {
        boolean wanted = situation.adoption().objects().contains(replica.name())
                || (situation.adoption().marked() && marked(replica));
        return wanted && !known(replica);
    }

    /** Whether the ledger knows it for Twinlake's. */
    public boolean known(Securable replica) {
        return paired(replica) || begun(replica) || defaultSchemaOfOurs(replica);
    }

    private boolean paired(Securable replica) {
        return situation
                .pairing(replica.key())
                .filter(pair -> pair.owns(replica.id()))
                .isPresent();
    }

    /** What the statement of an open intent has made or replaced. Of a kind without markers what it is tells whether our statement made it. */
    private boolean begun(Securable replica) {
        Undecided open = situation.remembered().undecided().get(replica.key());
        if (open == null) {
            return false;
        }
        return replica.kind().bearsMarker()
                ? situation
                        .source()
                        .find(replica.key())
                        .filter(source -> replica.bears(
                                Marker.of(situation.group().name(), source.id()),
                                open.intents().stream().map(Intent::id).toList()))
                        .isPresent()
                : open.definitions().contains(replica.fingerprint().definition());
    }

    /**
     * Whether it bears our group's marker of the source's object of its own name: a copy under another name does not, and one that took the
     * replica's name bears that of another object.
     */
    public boolean marked(Securable replica) {
        Marker marker = replica.marker();
        return marker != null
                && marker.group().equals(situation.group().name().value())
                && !marker.namesAnother(replica.id())
                && situation
                        .source()
                        .find(replica.key())
                        .filter(source -> source.id().equals(marker.source()))
                        .isPresent();
    }

    /**
     * Whether an object at the replica is one that Twinlake did not make and may write because the ledger pairs it: the source of what
     * is the source today. It gets no marker; one that names the object itself only came back with a copy.
     */
    public boolean original(Securable replica) {
        boolean unmarked = replica.marker() == null || replica.bearsMarkerOfItself();
        return unmarked && paired(replica);
    }

    public static boolean isDefaultSchema(SecurableKey key) {
        return key.kind() == SecurableKind.SCHEMA && key.name().name().equals(DEFAULT_SCHEMA);
    }

    /** Whether the platform made it by itself inside a catalog of ours. */
    public boolean madeByThePlatform(Securable replica) {
        return defaultSchemaOfOurs(replica);
    }

    private boolean defaultSchemaOfOurs(Securable replica) {
        if (!isDefaultSchema(replica.key()) || replica.marker() != null) {
            return false;
        }
        Optional<Securable> catalog = situation
                .replica()
                .find(new SecurableKey(SecurableKind.CATALOG, replica.name().parent()));
        return catalog.isPresent() && known(catalog.get());
    }
}
