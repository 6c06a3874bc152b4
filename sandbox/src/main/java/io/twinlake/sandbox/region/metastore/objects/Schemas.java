package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.AssetEntry;
import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Schemas of managed catalogs, and the ones that every catalog has. */
public final class Schemas {

    private final Journal journal;
    private final Shelves shelves;
    private final Access access;
    private final Catalogs catalogs;
    private final StorageLocations locations;
    private final MountedShares mounted;
    private final Clock clock;

    Schemas(
            Journal journal,
            Shelves shelves,
            Access access,
            Catalogs catalogs,
            StorageLocations locations,
            MountedShares mounted,
            Clock clock) {
        this.journal = journal;
        this.shelves = shelves;
        this.access = access;
        this.catalogs = catalogs;
        this.locations = locations;
        this.mounted = mounted;
        this.clock = clock;
    }

    /** What a new schema is to be. */
    public record NewSchema(
            String catalog,
            String name,
            @Nullable String comment,
            Map<String, String> properties,
            @Nullable String storageRoot) {}

    public SchemaEntry create(Caller caller, NewSchema wanted) {
        String name = ObjectNames.checked(SecurableKind.SCHEMA, wanted.name());
        return journal.exclusively(() -> {
            CatalogEntry catalog = catalogs.existing(wanted.catalog());
            access.requireUnlessAdmin(
                    caller, new SecurableRef(SecurableKind.CATALOG, catalog.fullName()), "CREATE_SCHEMA");
            catalogs.requireWritable(catalog);
            String fullName = catalog.fullName() + "." + name;
            if (shelves.schemas.has(fullName)) {
                throw new CatalogFailure(ErrorKind.SCHEMA_ALREADY_EXISTS, "Schema '" + fullName + "' already exists");
            }
            SchemaEntry schema = new SchemaEntry(
                    new Header(
                            fullName,
                            UUID.randomUUID().toString(),
                            wanted.comment(),
                            wanted.properties(),
                            Audit.createdBy(caller.principal(), clock.millis())),
                    wanted.storageRoot() == null ? null : locations.managedRoot(caller, wanted.storageRoot()),
                    "INHERIT");
            journal.commit(new Batch().put(shelves.schemas, fullName, schema));
            return schema;
        });
    }

    /** The schemas of a catalog that the caller may see, in the order of their names; a mounted share's are its provider's. */
    public List<SchemaEntry> list(Caller caller, String catalog) {
        CatalogEntry holder = catalogs.existing(catalog);
        access.requireAccessible(caller, new SecurableRef(SecurableKind.CATALOG, holder.fullName()));
        List<SchemaEntry> schemas = new ArrayList<>(shelves.schemas.under(holder.fullName() + "."));
        if (holder.source() != null) {
            mounted.schemas(holder.source()).forEach(name -> schemas.add(ofShare(holder, name)));
            schemas.sort(Comparator.comparing(SchemaEntry::fullName));
        }
        return schemas.stream()
                .filter(schema -> access.rights().sees(caller, ref(schema.fullName())))
                .toList();
    }

    private static SchemaEntry ofShare(CatalogEntry holder, String name) {
        String fullName = holder.fullName() + "." + name;
        String id = UUID.nameUUIDFromBytes((holder.header().id() + name).getBytes(StandardCharsets.UTF_8))
                .toString();
        Audit audit = holder.header().audit();
        return new SchemaEntry(
                new Header(
                        fullName,
                        id,
                        null,
                        Map.of(),
                        new Audit(
                                audit.createdBy(),
                                audit.createdAt(),
                                Catalogs.SYSTEM_USER,
                                audit.updatedAt(),
                                Catalogs.SYSTEM_USER)),
                null,
                "INHERIT");
    }

    private Optional<SchemaEntry> find(String fullName) {
        String key = fullName.toLowerCase(Locale.ROOT);
        Optional<SchemaEntry> recorded = shelves.schemas.get(key);
        if (recorded.isPresent() || !key.contains(".")) {
            return recorded;
        }
        String name = key.substring(key.indexOf('.') + 1);
        return shelves.catalogs
                .get(key.substring(0, key.indexOf('.')))
                .filter(holder -> holder.source() != null
                        && mounted.schemas(holder.source()).contains(name))
                .map(holder -> ofShare(holder, name));
    }

    public SchemaEntry get(Caller caller, String fullName) {
        SchemaEntry schema = existing(fullName);
        access.requireSight(caller, ref(fullName));
        return schema;
    }

    /** Changes a schema; the caller must manage it. */
    public SchemaEntry update(Caller caller, String fullName, UnaryOperator<SchemaEntry> change) {
        return journal.exclusively(() -> {
            SchemaEntry before = changeable(fullName);
            access.requireManage(caller, ref(fullName));
            SchemaEntry changed = change.apply(before);
            SchemaEntry after = changed.withHeader(
                    changed.header().audited(changed.header().audit().changedBy(caller.principal(), clock.millis())));
            journal.commit(new Batch().put(shelves.schemas, after.fullName(), after));
            return after;
        });
    }

    /** Gives a schema another name in its catalog; all that it holds keeps its identity, grants and tags. */
    public SchemaEntry rename(Caller caller, String fullName, String newName) {
        String name = ObjectNames.checked(SecurableKind.SCHEMA, newName);
        return journal.exclusively(() -> {
            SchemaEntry schema = changeable(fullName);
            access.requireManage(caller, ref(fullName));
            access.require(caller, new SecurableRef(SecurableKind.CATALOG, schema.catalog()), "CREATE_SCHEMA");
            String to = schema.catalog() + "." + name;
            if (shelves.schemas.has(to)) {
                throw new CatalogFailure(ErrorKind.SCHEMA_ALREADY_EXISTS, "Schema '" + to + "' already exists");
            }
            Batch batch = new Batch();
            SchemaEntry renamed = schema.withHeader(schema.header().named(to));
            shelves.move(ref(fullName), ref(to), renamed, batch);
            shelves.moveContents(schema.fullName(), to, batch);
            journal.commit(batch);
            return renamed;
        });
    }

    /** Drops a schema; one that holds something only by force. */
    public void drop(Caller caller, String fullName, boolean force) {
        journal.exclusively(() -> {
            SchemaEntry schema = changeable(fullName);
            access.requireManage(caller, ref(fullName));
            if (schema.name().equals("information_schema")) {
                throw new CatalogFailure(
                        ErrorKind.INVALID_PARAMETER_VALUE, "Schema 'information_schema' cannot be deleted");
            }
            int tables = shelves.tables.keysUnder(schema.fullName() + ".").size();
            int functions = shelves.functions.keysUnder(schema.fullName() + ".").size();
            Collection<AssetEntry> assets = shelves.assets.under(schema.fullName() + ".");
            long volumes = assets.stream()
                    .filter(asset -> asset.kind() == SecurableKind.VOLUME)
                    .count();
            if (tables + functions + assets.size() > 0 && !force) {
                throw new CatalogFailure(
                        ErrorKind.SCHEMA_NOT_EMPTY,
                        "Schema '" + schema.fullName() + "' is not empty. The schema has " + tables + " table(s), "
                                + volumes + " volume(s) and " + functions + " function(s)");
            }
            Batch batch = new Batch();
            removeWithContents(shelves, schema.fullName(), batch);
            journal.commit(batch);
            return schema;
        });
    }

    public @Nullable String storageLocation(SchemaEntry schema) {
        return locations.ofSchema(schema);
    }

    static void removeWithContents(Shelves shelves, String fullName, Batch batch) {
        for (String table : shelves.tables.keysUnder(fullName + ".")) {
            shelves.remove(new SecurableRef(SecurableKind.TABLE, table), batch);
        }
        for (String function : shelves.functions.keysUnder(fullName + ".")) {
            shelves.remove(new SecurableRef(SecurableKind.FUNCTION, function), batch);
        }
        for (AssetEntry asset : shelves.assets.under(fullName + ".")) {
            shelves.remove(new SecurableRef(asset.kind(), asset.fullName()), batch);
        }
        shelves.remove(ref(fullName), batch);
    }

    SchemaEntry existing(String fullName) {
        String key = fullName.toLowerCase(Locale.ROOT);
        return find(key).orElseGet(() -> {
            catalogs.existing(key.contains(".") ? key.substring(0, key.indexOf('.')) : key);
            throw SecurableKind.SCHEMA.missing(key);
        });
    }

    private SchemaEntry changeable(String fullName) {
        catalogs.requireWritable(
                catalogs.existing(fullName.contains(".") ? fullName.substring(0, fullName.indexOf('.')) : fullName));
        return existing(fullName);
    }

    /** Refuses a write to what can only be read: a mounted share, or {@code information_schema}. */
    public void requireWritable(String catalog, String schema) {
        catalogs.requireWritable(catalogs.existing(catalog));
        if (schema.equals("information_schema")) {
            throw new CatalogFailure(
                    ErrorKind.PERMISSION_DENIED, "Schema '" + catalog + ".information_schema' can only be read.");
        }
    }

    private static SecurableRef ref(String fullName) {
        return new SecurableRef(SecurableKind.SCHEMA, fullName);
    }
}
