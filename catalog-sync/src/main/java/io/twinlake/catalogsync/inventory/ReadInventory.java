package io.twinlake.catalogsync.inventory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.kind.Listing;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.OwnRights;
import io.twinlake.catalogsync.region.Uncompared;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.StillAnswers;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.ScopedCatalog;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a region holds of a group. A listing is complete, or what it lists is unknown and said to be: one that breaks leaves the others
 * as they are. Only a region that answers nothing else either ends the read.
 */
public final class ReadInventory {
    private static final Logger LOG = LoggerFactory.getLogger(ReadInventory.class);

    /** How long a stopped warehouse may take to start. */
    private static final Duration WAREHOUSE_START = Duration.ofMinutes(10);

    /** Every catalog has it, and the platform fills it. */
    private static final String INFORMATION_SCHEMA = "information_schema";

    private final Workspace workspace;
    private final FailoverGroup group;
    private final Concurrently concurrently;
    private final Clock clock;
    private final StillAnswers region;
    private final Inventory.Builder found = new Inventory.Builder();

    /** For one read. */
    public ReadInventory(Workspace workspace, FailoverGroup group, Clock clock) {
        this.workspace = workspace;
        this.group = group;
        this.concurrently = new Concurrently(group.sync().concurrency());
        this.clock = clock;
        this.region = new StillAnswers(workspace);
    }

    /** What is there now. Whether Twinlake manages a container is asked before it is listed and once all was read. */
    public Inventory read() {
        Instant at = clock.instant();
        workspace.warehouse().ensureRunning(WAREHOUSE_START);
        OwnRights rights = OwnRights.in(workspace, group);
        List<ObjectName> schemas = new ArrayList<>();
        List<Securable> catalogs = catalogs();
        for (Securable catalog : catalogs) {
            noteManaged(rights, catalog.key());
            schemas.addAll(schemas(catalog.name()));
            readListedOnly(Listing.POLICIES, catalog.name());
        }
        noteAbsentCatalogs();
        concurrently.map(schemas, schema -> {
            noteManaged(rights, new SecurableKey(SecurableKind.SCHEMA, schema));
            return readSchema(schema);
        });
        readWhole(keyed(catalogs));
        readRuntimes();
        ReadGrants.Granted granted = new ReadGrants(rights, concurrently, this::noteOrThrow).addTo(found.securables());
        found.replaceAll(granted.securables());
        found.stillManaged(granted.managed());
        found.replaceAll(new ReadTags(workspace, this.region::orThrow).addTo(found.securables()));
        return found.build(workspace.region(), rights.self(), at).without(Uncompared.of(group));
    }

    /** Whoever does not manage it is shown a part of it, and no word that there is more. What is not told is not so. */
    private void noteManaged(OwnRights rights, SecurableKey container) {
        try {
            if (container.container().filter(found::isManaged).isPresent() || rights.managesAllIn(container)) {
                found.managed(container);
            }
        } catch (ClientException untold) {
            region.orThrow(untold);
        }
    }

    /** The group's catalogs; one that is not replicated is noted with its reason and not opened. */
    private List<Securable> catalogs() {
        try (Stream<ObjectNode> listed = workspace.catalog().catalogs()) {
            return listed.map(Listing.CATALOGS::read)
                    .filter(catalog -> scoped(catalog.name()))
                    .peek(found::add)
                    .filter(catalog -> catalog.unsupported() == null)
                    .toList();
        }
    }

    /** A list leaves out what may not be used; asked by its name, the platform says that something hidden exists. */
    private void noteAbsentCatalogs() {
        for (ScopedCatalog scoped : group.catalogs()) {
            ObjectName name = ObjectName.of(scoped.name().toLowerCase(Locale.ROOT));
            SecurableKey key = new SecurableKey(SecurableKind.CATALOG, name);
            if (!found.securables().containsKey(key) && isGone(key)) {
                found.absent(key);
            }
        }
    }

    private boolean scoped(ObjectName catalog) {
        return group.catalogs().stream().map(ScopedCatalog::name).anyMatch(catalog.name()::equalsIgnoreCase);
    }

    private List<ObjectName> schemas(ObjectName catalog) {
        try (Stream<ObjectNode> listed = workspace.catalog().schemas(catalog.name())) {
            return listed.map(Listing.SCHEMAS::read)
                    .filter(schema -> !schema.name().name().equals(INFORMATION_SCHEMA))
                    .filter(this::inScope)
                    .peek(found::add)
                    .map(Securable::name)
                    .toList();
        } catch (ClientException failure) {
            noteOrThrow(new SecurableKey(SecurableKind.CATALOG, catalog), failure);
        } catch (IllegalArgumentException unreadable) {
            found.fail(new SecurableKey(SecurableKind.CATALOG, catalog), Failures.unreadable(unreadable));
        }
        return List.of();
    }

    private ObjectName readSchema(ObjectName schema) {
        try {
            Listing.inSchemas().stream()
                    .filter(listing -> !listing.isOfListedOnly())
                    .forEach(listing -> readAll(listing, schema));
        } catch (ClientException failure) {
            noteOrThrow(new SecurableKey(SecurableKind.SCHEMA, schema), failure);
        } catch (IllegalArgumentException unreadable) {
            // An object without a name cannot be told apart: nothing of its schema is known to be absent.
            found.fail(new SecurableKey(SecurableKind.SCHEMA, schema), Failures.unreadable(unreadable));
        }
        Listing.inSchemas().stream()
                .filter(Listing::isOfListedOnly)
                .forEach(listing -> readListedOnly(listing, schema));
        return schema;
    }

    /** What is never replicated keeps nothing else back where its list fails, or where the region has no such list. */
    private void readListedOnly(Listing listing, ObjectName container) {
        try {
            readAll(listing, container);
        } catch (ClientException untold) {
            region.orThrow(untold);
            found.notListed(listing, container, untold.sentence());
        } catch (IllegalArgumentException unreadable) {
            found.notListed(listing, container, Failures.unreadable(unreadable).message());
        }
    }

    private void readAll(Listing listing, ObjectName container) {
        try (Stream<ObjectNode> objects = listing.within(workspace, container)) {
            objects.map(listing::read).filter(this::inScope).forEach(found::add);
        }
    }

    /** The tables whose keys a listing leaves out; where it is not told which have some, any may. */
    private Set<SecurableKey> keyed(List<Securable> catalogs) {
        Set<SecurableKey> tables = found.securables().values().stream()
                .filter(securable -> securable.kind() == SecurableKind.TABLE && securable.unsupported() == null)
                .map(Securable::key)
                .collect(Collectors.toSet());
        Set<String> populated =
                tables.stream().map(table -> table.name().catalog()).collect(Collectors.toSet());
        for (Securable catalog : catalogs) {
            if (populated.contains(catalog.name().name())) {
                try {
                    Set<ObjectName> keyed = KeyedTables.in(workspace, catalog.name());
                    tables.removeIf(table ->
                            table.name().catalog().equals(catalog.name().name()) && !keyed.contains(table.name()));
                } catch (ClientException untold) {
                    region.orThrow(untold);
                } catch (IllegalArgumentException unreadable) {
                    LOG.warn("which tables of {} have keys: {}", catalog.name(), unreadable.getMessage());
                }
            }
        }
        return tables;
    }

    /** Listings leave out a part of some kinds, and of tables that have keys: these are read one by one. */
    private void readWhole(Set<SecurableKey> keyed) {
        List<Securable> halves = found.securables().values().stream()
                .filter(securable -> !securable.definition().isListedWhole() || keyed.contains(securable.key()))
                .toList();
        each(
                halves,
                half -> workspace
                        .catalog()
                        .find(half.kind(), half.name())
                        .map(Listing.of(half.kind())::read)
                        .ifPresentOrElse(found::add, () -> found.remove(half.key())));
    }

    /** Of functions in other languages than SQL neither a list nor the object itself tells all. */
    private void readRuntimes() {
        ReadRuntime read = new ReadRuntime(workspace.statements());
        List<Securable> functions = found.securables().values().stream()
                .filter(ReadRuntime::isNeeded)
                .toList();
        Map<SecurableKey, Securable> told = new ConcurrentHashMap<>();
        each(functions, function -> told.put(function.key(), read.read(function)));
        found.replaceAll(told);
    }

    private void each(List<Securable> securables, Consumer<Securable> read) {
        concurrently.map(securables, securable -> {
            SecurableKey key = securable.key();
            try {
                read.accept(securable);
            } catch (ClientException failure) {
                noteOrThrow(key, failure);
            } catch (IllegalArgumentException unreadable) {
                found.fail(key, Failures.unreadable(unreadable));
            }
            return securable;
        });
    }

    private boolean inScope(Securable securable) {
        boolean onItsCatalog = securable.kind() == SecurableKind.POLICY
                && securable.name().parts().size() == 2;
        if (onItsCatalog || group.includes(securable.name())) {
            return true;
        }
        found.exclude(securable.key());
        return false;
    }

    /** What concerns one object only is noted; what says that the region cannot be read ends the read. */
    private void noteOrThrow(SecurableKey key, ClientException failure) {
        region.orThrow(failure);
        if (failure.category() == FailureCategory.NOT_FOUND && isGone(key)) {
            found.remove(key);
        } else {
            found.fail(key, Failures.of(failure));
        }
    }

    /** What was listed a moment ago and may not be opened is not gone. */
    private boolean isGone(SecurableKey key) {
        try {
            return workspace.catalog().find(key.kind(), key.name()).isEmpty();
        } catch (ClientException failure) {
            region.orThrow(failure);
            return false;
        }
    }
}
