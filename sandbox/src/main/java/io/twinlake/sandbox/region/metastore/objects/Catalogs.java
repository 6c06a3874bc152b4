package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.CatalogEntry.Binding;
import io.twinlake.sandbox.region.metastore.CatalogEntry.ShareSource;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.SchemaEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Catalogs: managed ones, and mounted shares. */
public final class Catalogs {

    /** The owner of what the platform itself makes. */
    static final String SYSTEM_USER = "System user";

    private final Journal journal;
    private final Shelves shelves;
    private final Access access;
    private final StorageLocations locations;
    private final long workspaceId;
    private final Clock clock;

    Catalogs(
            Journal journal,
            Shelves shelves,
            Access access,
            StorageLocations locations,
            long workspaceId,
            Clock clock) {
        this.journal = journal;
        this.shelves = shelves;
        this.access = access;
        this.locations = locations;
        this.workspaceId = workspaceId;
        this.clock = clock;
    }

    /** What a new catalog is to be. */
    public record NewCatalog(
            String name,
            @Nullable String comment,
            Map<String, String> properties,
            Map<String, String> options,
            @Nullable String storageRoot,
            @Nullable ShareSource source) {}

    /** Makes a catalog with its schemas {@code default} (managed ones only) and {@code information_schema}. */
    public CatalogEntry create(Caller caller, NewCatalog wanted) {
        access.requireOnMetastore(caller, "CREATE_CATALOG");
        String name = ObjectNames.checked(SecurableKind.CATALOG, wanted.name());
        return journal.exclusively(() -> {
            if (shelves.catalogs.has(name)) {
                throw new CatalogFailure(ErrorKind.CATALOG_ALREADY_EXISTS, "Catalog '" + name + "' already exists");
            }
            String root = wanted.storageRoot() == null ? null : locations.managedRoot(caller, wanted.storageRoot());
            CatalogEntry catalog = new CatalogEntry(
                    header(name, wanted.comment(), wanted.properties(), caller.principal()),
                    wanted.options(),
                    root,
                    wanted.source(),
                    false,
                    List.of(),
                    "INHERIT");
            Batch batch = new Batch().put(shelves.catalogs, name, catalog);
            if (wanted.source() == null) {
                addSchema(batch, name + ".default", "Default schema (auto-created)", caller.principal());
            }
            addSchema(batch, name + ".information_schema", "Information schema (auto-created)", SYSTEM_USER);
            journal.commit(batch);
            return catalog;
        });
    }

    /** Makes the catalog that every metastore has, for {@code system.information_schema}. */
    void ensureSystem() {
        if (!shelves.catalogs.has("system")) {
            Batch batch = new Batch()
                    .put(
                            shelves.catalogs,
                            "system",
                            new CatalogEntry(
                                    header("system", "System catalog (auto-created)", Map.of(), SYSTEM_USER),
                                    Map.of(),
                                    null,
                                    null,
                                    false,
                                    List.of(),
                                    "INHERIT"));
            addSchema(batch, "system.information_schema", "Information schema (auto-created)", SYSTEM_USER);
            journal.commit(batch);
        }
    }

    private void addSchema(Batch batch, String fullName, String comment, String owner) {
        batch.put(
                shelves.schemas,
                fullName,
                new SchemaEntry(header(fullName, comment, Map.of(), owner), null, "INHERIT"));
    }

    private Header header(String name, @Nullable String comment, Map<String, String> properties, String owner) {
        return new Header(
                name, UUID.randomUUID().toString(), comment, properties, Audit.createdBy(owner, clock.millis()));
    }

    /** The catalogs that the caller may see, in the order of their names. */
    public List<CatalogEntry> list(Caller caller) {
        return shelves.catalogs.all().stream()
                .filter(catalog -> access.rights().sees(caller, ref(catalog.fullName())))
                .toList();
    }

    public CatalogEntry get(Caller caller, String name) {
        CatalogEntry catalog = existing(name);
        access.requireSight(caller, ref(name));
        return catalog;
    }

    /** Changes a catalog; the caller must manage it. */
    public CatalogEntry update(Caller caller, String name, UnaryOperator<CatalogEntry> change) {
        return changed(caller, name, access::requireManage, change);
    }

    private CatalogEntry changed(
            Caller caller, String name, BiConsumer<Caller, SecurableRef> check, UnaryOperator<CatalogEntry> change) {
        return journal.exclusively(() -> {
            CatalogEntry before = existing(name);
            check.accept(caller, ref(name));
            CatalogEntry changed = change.apply(before);
            if (changed.isolated() && !before.isolated() && changed.bindings().isEmpty()) {
                // The workspace that isolates a catalog keeps it.
                changed = changed.isolatedTo(true, List.of(new Binding(workspaceId, "BINDING_TYPE_READ_WRITE")));
            }
            CatalogEntry after = changed.withHeader(
                    changed.header().audited(changed.header().audit().changedBy(caller.principal(), clock.millis())));
            journal.commit(new Batch().put(shelves.catalogs, after.fullName(), after));
            return after;
        });
    }

    /** Gives a catalog another name; all that it holds keeps its identity, grants and tags. */
    public void rename(Caller caller, String name, String newName) {
        String to = ObjectNames.checked(SecurableKind.CATALOG, newName);
        journal.exclusively(() -> {
            CatalogEntry catalog = existing(name);
            access.requireManage(caller, ref(name));
            if (shelves.catalogs.has(to)) {
                throw new CatalogFailure(ErrorKind.CATALOG_ALREADY_EXISTS, "Catalog '" + to + "' already exists");
            }
            Batch batch = new Batch();
            shelves.move(ref(name), ref(to), catalog.withHeader(catalog.header().named(to)), batch);
            shelves.moveContents(catalog.fullName(), to, batch);
            journal.commit(batch);
            return catalog;
        });
    }

    /** The catalog, for who may see and change from where it may be used. */
    public CatalogEntry bindable(Caller caller, String name) {
        CatalogEntry catalog = existing(name);
        access.requireGrant(caller, ref(name));
        return catalog;
    }

    /** True where the catalog may be used from this workspace. */
    public boolean isAccessible(CatalogEntry catalog) {
        return catalog.isAccessibleFrom(workspaceId);
    }

    /** Changes who may use the catalog from where. */
    public CatalogEntry bind(Caller caller, String name, List<Binding> bindings) {
        return changed(caller, name, access::requireGrant, catalog -> catalog.isolatedTo(catalog.isolated(), bindings));
    }

    /** Drops a catalog; one that holds schemas beside {@code information_schema} only by force. */
    public void drop(Caller caller, String name, boolean force) {
        journal.exclusively(() -> {
            CatalogEntry catalog = existing(name);
            access.requireGrant(caller, ref(name));
            List<String> schemas = shelves.schemas.keysUnder(catalog.fullName() + ".");
            long own = schemas.stream()
                    .filter(schema -> !schema.endsWith(".information_schema"))
                    .count();
            if (own > 0 && !force) {
                throw new CatalogFailure(
                        ErrorKind.CATALOG_NOT_EMPTY,
                        "Catalog '" + catalog.fullName() + "' is not empty. The catalog has " + own + " schema(s).");
            }
            Batch batch = new Batch();
            for (String schema : schemas) {
                Schemas.removeWithContents(shelves, schema, batch);
            }
            shelves.remove(ref(name), batch);
            journal.commit(batch);
            return catalog;
        });
    }

    /** Where the catalog's managed data lies; null for a mounted share. */
    public @Nullable String storageLocation(CatalogEntry catalog) {
        return catalog.type().equals("MANAGED_CATALOG") ? locations.ofCatalog(catalog) : null;
    }

    /** Refuses a change of what a catalog holds where it is a mounted share, or bound to this workspace for reading only. */
    void requireWritable(CatalogEntry catalog) {
        if (catalog.source() != null) {
            throw new CatalogFailure(
                    ErrorKind.PERMISSION_DENIED,
                    "Cannot create or change objects in Delta Sharing catalog '" + catalog.fullName() + "'.");
        }
        if (!catalog.isAccessibleFrom(workspaceId)) {
            throw new CatalogFailure(
                    ErrorKind.PERMISSION_DENIED,
                    "Catalog '" + catalog.fullName() + "' is not accessible in current workspace.");
        }
        if (!catalog.isWritableFrom(workspaceId)) {
            throw new CatalogFailure(
                    ErrorKind.PERMISSION_DENIED,
                    "Catalog '" + catalog.fullName()
                            + "' cannot be written from this workspace: it is bound to it for reading only.");
        }
    }

    CatalogEntry existing(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        return shelves.catalogs.get(key).orElseThrow(() -> SecurableKind.CATALOG.missing(key));
    }

    private static SecurableRef ref(String name) {
        return new SecurableRef(SecurableKind.CATALOG, name);
    }
}
