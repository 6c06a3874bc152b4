package io.twinlake.catalogsync.inventory;

import io.twinlake.catalogsync.kind.Listing;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.kind.View;
import io.twinlake.catalogsync.outcome.NotListed;
import io.twinlake.catalogsync.region.Uncompared;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Opaque;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.securable.Tags;
import io.twinlake.clients.databricks.Principal;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one region holds of a group.
 *
 * @param principal who Twinlake was there
 * @param at a time before the first read: what was committed until then is in here
 * @param excluded objects in the group's catalogs that its patterns leave out
 * @param failures objects that could not be read, and catalogs and schemas whose content could not be listed: of that nothing is in here
 * @param whole catalogs and schemas of which all was shown: Twinlake managed them while they were listed, or they do not exist. Of others no
 *     list tells what it leaves out
 * @param notListed what is never replicated and could not be listed
 */
public record Inventory(
        RegionName region,
        Principal principal,
        Instant at,
        SortedMap<SecurableKey, Securable> securables,
        SortedSet<SecurableKey> excluded,
        SortedMap<SecurableKey, Failure> failures,
        Set<SecurableKey> whole,
        List<NotListed> notListed) {

    /** The same without what Twinlake has set aside, which is excluded from a source. */
    public Inventory withoutSetAside() {
        SortedMap<SecurableKey, Securable> kept = new TreeMap<>(securables);
        SortedSet<SecurableKey> left = new TreeSet<>(excluded);
        kept.values().removeIf(securable -> isSetAside(securable) && left.add(securable.key()));
        return new Inventory(region, principal, at, kept, left, failures, whole, notListed);
    }

    /** The same without properties that each region has for itself. */
    public Inventory without(Uncompared properties) {
        SortedMap<SecurableKey, Securable> stripped = new TreeMap<>(securables);
        stripped.replaceAll((key, securable) -> properties.strip(securable));
        return new Inventory(region, principal, at, stripped, excluded, failures, whole, notListed);
    }

    /** The same, some tables with the keys of others. */
    public Inventory withKeysOf(Map<SecurableKey, Table> others) {
        SortedMap<SecurableKey, Securable> keyed = new TreeMap<>(securables);
        others.forEach((key, other) -> keyed.computeIfPresent(
                key,
                (same, securable) -> securable.definition() instanceof Table table
                        ? securable.withDefinition(table.withKeys(other.keys()))
                        : securable));
        return new Inventory(region, principal, at, keyed, excluded, failures, whole, notListed);
    }

    /** The same, some objects of it as ones that policies guard, so that they are not replicated. */
    public Inventory withGuarded(Map<SecurableKey, String> reasons) {
        SortedMap<SecurableKey, Securable> told = new TreeMap<>(securables);
        reasons.forEach((key, why) -> told.computeIfPresent(
                key,
                (same, securable) -> securable.withDefinition(Opaque.GUARDED).notReplicated(why)));
        return new Inventory(region, principal, at, told, excluded, failures, whole, notListed);
    }

    /** The same, some objects of which are not known, for a reason. */
    public Inventory withFailures(Map<SecurableKey, Failure> more) {
        SortedMap<SecurableKey, Securable> known = new TreeMap<>(securables);
        known.keySet().removeAll(more.keySet());
        SortedMap<SecurableKey, Failure> all = new TreeMap<>(failures);
        all.putAll(more);
        return new Inventory(region, principal, at, known, excluded, all, whole, notListed);
    }

    /** The same with other tags on some objects; where there are none they are unknown. */
    public Inventory withTags(Map<SecurableKey, Optional<Tags>> newer) {
        SortedMap<SecurableKey, Securable> tagged = new TreeMap<>(securables);
        newer.forEach((key, tags) ->
                tagged.computeIfPresent(key, (same, securable) -> securable.withTags(tags.orElse(null))));
        return new Inventory(region, principal, at, tagged, excluded, failures, whole, notListed);
    }

    /** Whether Twinlake has set an object aside, or the schema that it stands in. */
    public boolean isSetAside(Securable securable) {
        boolean inSchema = securable.name().parts().size() == 3
                && find(new SecurableKey(SecurableKind.SCHEMA, securable.name().parent()))
                        .filter(Securable::setAside)
                        .isPresent();
        return inSchema || securable.setAside();
    }

    public Optional<Securable> find(SecurableKey key) {
        return Optional.ofNullable(securables.get(key));
    }

    /** What bears the name of an object, of its kind or of one that it shares its names with: a view stands where a table could. */
    public Optional<Securable> findNamed(SecurableKey key) {
        return Listing.of(key.kind()).kinds().stream()
                .flatMap(kind -> find(new SecurableKey(kind, key.name())).stream())
                .findFirst();
    }

    /** The columns of a table or a view, in their order; empty where it is not here or they are not told. */
    public Optional<List<String>> columns(ObjectName name) {
        return findNamed(new SecurableKey(SecurableKind.TABLE, name))
                .map(Securable::definition)
                .map(Inventory::columns)
                .filter(columns -> !columns.isEmpty())
                .map(columns -> columns.stream().map(ColumnDefinition::name).toList());
    }

    private static List<ColumnDefinition> columns(Definition definition) {
        return definition instanceof Table table
                ? table.columns()
                : definition instanceof View view ? view.output().columns() : List.of();
    }

    /** Whether an object that is not in here is known to be absent: false where it, its list or a listing above it failed or may have left it out. */
    public boolean knowsAbsence(SecurableKey key) {
        boolean listed = !key.kind().isListedOnly() || notListed.isEmpty();
        return listed && whyUnknown(key).isEmpty() && showsAllBeside(key);
    }

    /** Whether an object would be shown to Twinlake if it were there: whoever manages a catalog is shown what is in its schemas. */
    public boolean showsAllBeside(SecurableKey key) {
        return principal.isMetastoreAdmin()
                || whole.contains(key)
                || key.container().filter(whole::contains).isPresent()
                || key.container()
                        .flatMap(SecurableKey::container)
                        .filter(whole::contains)
                        .isPresent();
    }

    /** Why it is not known whether an object that is not in here exists: it could not be read, or what it stands in not be listed. */
    public Optional<Failure> whyUnknown(SecurableKey key) {
        Optional<Failure> why = Optional.ofNullable(failures.get(key));
        for (ObjectName above = key.name(); why.isEmpty() && above.parts().size() > 1; above = above.parent()) {
            SecurableKind kind = above.parts().size() == 3 ? SecurableKind.SCHEMA : SecurableKind.CATALOG;
            why = Optional.ofNullable(failures.get(new SecurableKey(kind, above.parent())));
        }
        return why;
    }

    /** Whether it is a catalog or a schema whose content could not be listed. */
    public boolean hides(SecurableKey key) {
        return failures.containsKey(key) && key.kind().isContainer();
    }

    /** Whether the catalog above an object is here and was read: if not, what is missing under it may only be hidden. */
    public boolean showsCatalogOf(SecurableKey key) {
        return find(new SecurableKey(
                        SecurableKind.CATALOG, ObjectName.of(key.name().catalog())))
                .filter(catalog -> catalog.unsupported() == null)
                .isPresent();
    }

    /** Collects from several threads what an inventory is made of. */
    static final class Builder {
        private final SortedMap<SecurableKey, Securable> securables = new TreeMap<>();
        private final SortedSet<SecurableKey> excluded = new TreeSet<>();
        private final SortedMap<SecurableKey, Failure> failures = new TreeMap<>();
        private final Set<SecurableKey> whole = new HashSet<>();
        private final Set<SecurableKey> absent = new HashSet<>();
        private final Map<Listing, SortedMap<ObjectName, String>> notListed = new EnumMap<>(Listing.class);

        synchronized void add(Securable securable) {
            securables.put(securable.key(), securable);
        }

        synchronized void exclude(SecurableKey key) {
            excluded.add(key);
        }

        /** What was found within it is forgotten with it: half a listing is none. */
        synchronized void fail(SecurableKey key, Failure failure) {
            remove(key);
            failures.put(key, failure);
        }

        /** A container that Twinlake manages before it is listed. */
        synchronized void managed(SecurableKey container) {
            whole.add(container);
        }

        /** A catalog of which it is known that it does not exist. */
        synchronized void absent(SecurableKey catalog) {
            absent.add(catalog);
        }

        /** A list of what is never replicated, of a catalog or a schema, that was not given. */
        synchronized void notListed(Listing listing, ObjectName container, String why) {
            notListed.computeIfAbsent(listing, first -> new TreeMap<>()).put(container, why);
        }

        synchronized boolean isManaged(SecurableKey container) {
            return whole.contains(container);
        }

        /** Of those, the ones that it still manages after all was listed and read. */
        synchronized void stillManaged(Set<SecurableKey> containers) {
            whole.retainAll(containers);
        }

        synchronized void remove(SecurableKey key) {
            securables.remove(key);
            securables.keySet().removeIf(within -> within.standsIn(key));
        }

        synchronized void replaceAll(Map<SecurableKey, Securable> newer) {
            securables.replaceAll((key, securable) -> newer.getOrDefault(key, securable));
        }

        synchronized SortedMap<SecurableKey, Securable> securables() {
            return new TreeMap<>(securables);
        }

        synchronized Inventory build(RegionName region, Principal principal, Instant at) {
            whole.addAll(absent);
            List<NotListed> missing = new ArrayList<>();
            notListed.forEach((listing, containers) -> {
                Map.Entry<ObjectName, String> first =
                        containers.entrySet().iterator().next();
                String more = containers.size() == 1 ? "" : " and " + (containers.size() - 1) + " more";
                missing.add(new NotListed(
                        listing.word() + " of " + first.getKey() + more + " in " + region, first.getValue()));
            });
            return new Inventory(region, principal, at, securables, excluded, failures, Set.copyOf(whole), missing);
        }
    }
}
