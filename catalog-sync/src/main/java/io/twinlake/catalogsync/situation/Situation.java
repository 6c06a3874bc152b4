package io.twinlake.catalogsync.situation;

import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.mapping.MapToReplica;
import io.twinlake.catalogsync.outcome.NotListed;
import io.twinlake.catalogsync.outcome.Unknown;
import io.twinlake.catalogsync.region.OwnRights;
import io.twinlake.catalogsync.region.Uncompared;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.databricks.delta.OwnCommits;
import io.twinlake.clients.databricks.sharing.Mounted;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.Undecided;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a decision rests on.
 *
 * @param adoption what a person lets Twinlake have that the ledger does not pair
 */
public record Situation(
        Standing standing,
        Inventory source,
        Inventory replica,
        TableVersions versions,
        Remembered remembered,
        Adoption adoption) {

    public FailoverGroup group() {
        return standing.group();
    }

    public Direction direction() {
        return standing.direction();
    }

    /** What the ledger knows of an object. */
    public @Nullable ReplicaState state(SecurableKey key) {
        return remembered.states().get(key);
    }

    /** Since when an object of which the source has none is gone: since it was found so, or from now on. */
    public Instant goneSince(SecurableKey key) {
        return knownGoneSince(key)
                .orElse(source.at().isBefore(remembered.latest()) ? remembered.latest() : source.at());
    }

    /** The same as far as an earlier run found it so. */
    public Optional<Instant> knownGoneSince(SecurableKey key) {
        return Optional.ofNullable(pair(key).goneSince());
    }

    /** The same of its two sides, as today's direction has them. */
    public Pair pair(SecurableKey key) {
        ReplicaState state = state(key);
        return state == null ? Pair.NONE : state.pairIn(direction());
    }

    /** The intents of an object that are open since earlier writes. */
    public List<Intent> openIntents(SecurableKey key) {
        Undecided open = remembered.undecided().get(key);
        return open == null ? List.of() : open.intents();
    }

    /**
     * The intents of an object that tell nothing more once the object is paired as it stands: those of earlier writes, and those of the
     * opposite direction, whose effect has become what is replicated.
     */
    public List<Intent> settledWith(SecurableKey key) {
        List<Intent> settled = new ArrayList<>(openIntents(key));
        Undecided before = remembered.givenUp().get(key);
        if (before != null) {
            settled.addAll(before.intents());
        }
        return settled;
    }

    /** The commits at a table's replica that earlier writes of ours may have left without anybody noting it. */
    public OwnCommits own(SecurableKey key) {
        Undecided open = remembered.undecided().get(key);
        return open == null ? OwnCommits.NONE : own(group().name(), open, standing.epoch());
    }

    /** Only tables have commits. */
    static OwnCommits own(GroupName group, Undecided open, Epoch now) {
        if (!open.kind().holdsRows()) {
            return OwnCommits.NONE;
        }
        return new OwnCommits(new Mounted(group, open.object()), open.cloned(), Set.of(), open.commits(now));
    }

    /** Properties that each region has for itself: they are in no object of this situation. */
    public Uncompared uncompared() {
        return remembered.uncompared();
    }

    /** What the source's objects are to be at the replica. */
    public MapToReplica mapping() {
        return new MapToReplica(group(), direction(), replica.principal(), source::columns);
    }

    /** What Twinlake is not shown of the objects in scope, at the source and at the replica. */
    public List<Unknown> unknown() {
        List<Unknown> unknown = new ArrayList<>(unknownIn(source));
        unknown.addAll(unknownIn(replica));
        source.securables().values().stream()
                .filter(table -> table.kind().holdsRows() && !table.access().isKnown() && table.unsupported() == null)
                .map(table -> new Unknown(
                        table.key(), "policies in " + source.region(), granted(OwnRights.MANAGE, table.key(), source)))
                .forEach(unknown::add);
        unlisted()
                .map(key -> new Unknown(
                        key, "whether it is still in " + source.region(), granted(OwnRights.TO_SEE_ALL, key, source)))
                .forEach(unknown::add);
        source.securables().keySet().stream()
                .filter(key -> key.kind() == SecurableKind.CATALOG
                        && source.showsCatalogOf(key)
                        && !source.showsAllBeside(key))
                .map(key -> new Unknown(
                        key, "what else is in it in " + source.region(), granted(OwnRights.TO_SEE_ALL, key, source)))
                .forEach(unknown::add);
        return unknown;
    }

    /** What is never replicated and was not listed. */
    public List<NotListed> notListed() {
        return Stream.of(NotListed.NOWHERE, source.notListed(), replica.notListed())
                .flatMap(List::stream)
                .toList();
    }

    /** What was replicated and is in no list of the source any more, where the lists may leave it out. */
    private Stream<SecurableKey> unlisted() {
        return remembered.states().keySet().stream()
                .filter(key -> source.findNamed(key).isEmpty()
                        && !source.excluded().contains(key)
                        && source.showsCatalogOf(key)
                        && source.whyUnknown(key).isEmpty()
                        && !source.showsAllBeside(key))
                .sorted();
    }

    private static String granted(String privileges, SecurableKey key, Inventory side) {
        return privileges + " on catalog " + key.name().catalog() + " in " + side.region();
    }

    private static List<Unknown> unknownIn(Inventory side) {
        List<Unknown> unknown = new ArrayList<>();
        for (Securable securable : side.securables().values()) {
            SecurableKey key = securable.key();
            if (securable.unsupported() == null && !securable.access().isKnown()) {
                unknown.add(new Unknown(key, "grants in " + side.region(), granted(OwnRights.MANAGE, key, side)));
            }
            if (securable.unsupported() == null && securable.kind().bearsTags() && securable.tags() == null) {
                unknown.add(new Unknown(key, "tags in " + side.region(), toSeeTags(securable, side)));
            }
            if (!securable.definition().isTold()) {
                unknown.add(
                        new Unknown(key, "text in " + side.region(), "ownership of " + key + " in " + side.region()));
            }
        }
        return unknown;
    }

    private static String toSeeTags(Securable securable, Inventory side) {
        return securable.access().isKnown()
                ? "an answer of " + securable.name().catalog() + ".information_schema in " + side.region()
                : granted(OwnRights.MANAGE, securable.key(), side);
    }

    /** What the ledger knows of an object and its replica, in today's direction. */
    public Optional<Pairing> pairing(SecurableKey key) {
        return Optional.ofNullable(state(key)).map(state -> Pairing.of(state, direction()));
    }
}
