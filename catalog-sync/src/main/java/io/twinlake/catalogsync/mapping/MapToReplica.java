package io.twinlake.catalogsync.mapping;

import io.twinlake.catalogsync.column.KeyConstraint;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.ReplicaTerms;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.Unmappable;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.Mappings;
import io.twinlake.config.group.ScopedCatalog;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.id.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what a source's object is to be at the replica. Names are the same in both regions. */
public final class MapToReplica implements ReplicaTerms {
    private final FailoverGroup group;
    private final Mappings mappings;
    private final Direction direction;
    private final Principal self;
    private final GiveOwner owners;
    private final MapText texts;
    private final Function<ObjectName, Optional<List<String>>> columns;

    /**
     * @param self who Twinlake is at the replica
     * @param columns which columns tables and views of the source have
     */
    public MapToReplica(
            FailoverGroup group,
            Direction direction,
            Principal self,
            Function<ObjectName, Optional<List<String>>> columns) {
        this.group = group;
        this.mappings = group.mappings();
        this.direction = direction;
        this.self = self;
        this.owners = new GiveOwner(group.access().owners(), self);
        this.texts = new MapText(group.mappings(), direction);
        this.columns = columns;
    }

    public Mapped map(Securable source) {
        try {
            Access access = source.access().mapped(this::principal).without(List.of(self.name()));
            return new Mapped.Wanted(new Securable(
                    source.key(),
                    source.id(),
                    source.createdAt(),
                    owners.gives(source.kind(), access.owner()) ? access : access.withOwner(null),
                    source.description(),
                    source.definition().at(this),
                    null,
                    source.unsupported()));
        } catch (Unmappable refused) {
            return new Mapped.Refused(source.key() + " " + refused.getMessage(), refused.next());
        }
    }

    /**
     * The same with what is granted at the replica to those who are nobody at the source, or have no name there: it could not be copied
     * there, so that its absence says nothing.
     *
     * @param strangers by the names that they would have at the source
     */
    public Securable retaining(Securable wanted, Securable replica, Collection<String> strangers) {
        Set<String> names = strangers.stream()
                .map(this::principal)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        if (replica.access().grants() != null) {
            replica.access().grants().keySet().stream()
                    .filter(name -> mappings.principal(name, direction.replica(), direction.source())
                            .isEmpty())
                    .forEach(names::add);
        }
        return withKeysBeyond(wanted, replica).withAccess(wanted.access().withGrantsOf(names, replica.access()));
    }

    /** With the keys that refer to tables which only the replica's region has: the source cannot have them. */
    private Securable withKeysBeyond(Securable wanted, Securable replica) {
        if (!(wanted.definition() instanceof Table table && replica.definition() instanceof Table there)) {
            return wanted;
        }
        List<KeyConstraint> keys = new ArrayList<>(table.keys());
        there.keys().stream().filter(key -> Table.refersBeyond(this, key)).forEach(keys::add);
        return wanted.withDefinition(table.withKeys(keys));
    }

    /** The keys of a table that its replica cannot have. */
    public List<Kept> keptKeys(Securable source) {
        return source.definition() instanceof Table table
                ? table.keys().stream()
                        .filter(key -> Table.refersBeyond(this, key))
                        .map(key -> new Kept(
                                source.key(),
                                "its key " + key.name() + " (" + key.described() + ")",
                                "It refers to " + key.parent()
                                        + (inScope(Objects.requireNonNull(key.parent()))
                                                ? ", which is not replicated."
                                                : ", which is out of the group's scope.")))
                        .toList()
                : List.of();
    }

    /** The owner that an object should have and Twinlake cannot give, unless somebody else has given it. */
    public Optional<Kept> keptOwner(Securable source, Optional<Securable> replica) {
        String name = source.access().owner();
        if (name == null) {
            return Optional.empty();
        }
        Optional<String> owner = principal(name);
        boolean given = owner.isPresent()
                && replica.map(there -> there.access().owner()).equals(owner);
        Optional<String> reason = owner.isPresent()
                ? owners.refusal(source.kind(), owner.get())
                : Optional.of(nameless(name)).filter(why -> owners.copies());
        return reason.filter(why -> !given).map(why -> new Kept(source.key(), "owner " + owner.orElse(name), why));
    }

    /** The grants of an object that nobody at the replica could be given. */
    public List<Kept> keptGrants(Securable source) {
        List<Kept> kept = new ArrayList<>();
        if (source.access().grants() != null) {
            source.access().grants().forEach((name, privileges) -> {
                if (principal(name).isEmpty()) {
                    kept.add(Kept.grants(source.key(), privileges, name, nameless(name)));
                }
            });
        }
        source.access()
                .ofDeleted()
                .forEach((id, privileges) -> kept.add(Kept.grants(
                        source.key(),
                        privileges,
                        "a deleted principal (id " + id + ")",
                        "Nobody holds that in " + direction.source() + " any more; revoke it there.")));
        return kept;
    }

    /** Why a principal of the source has no name at the replica. */
    private String nameless(String name) {
        return mappings.namesake(name, direction.source(), direction.replica())
                .map(other -> "In " + direction.replica() + " that name is " + other
                        + "'s, by the group's mapping, who would get it: map " + name
                        + " as well, to a name of its own or to null.")
                .orElse("The group's mapping drops " + name + " in " + direction.replica() + ".");
    }

    private Optional<String> principal(String name) {
        return mappings.principal(name, direction.source(), direction.replica());
    }

    @Override
    public boolean holds(ObjectName table) {
        return inScope(table) && columns.apply(table).isPresent();
    }

    private boolean inScope(ObjectName table) {
        return group.includes(table)
                && group.catalogs().stream().map(ScopedCatalog::name).anyMatch(table.catalog()::equalsIgnoreCase);
    }

    @Override
    public Optional<String> location(String url) {
        return mappings.location(url, direction.source(), direction.replica());
    }

    @Override
    public String text(String sql) throws Unmappable {
        return texts.map(sql);
    }

    @Override
    public Optional<List<String>> columns(ObjectName name) {
        return columns.apply(name);
    }
}
