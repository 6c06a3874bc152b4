package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SchemaEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.StorageEntry;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where data may lie: below an external location, and never inside another table. */
final class StorageLocations {

    private final Shelves shelves;
    private final Access access;
    private final String metastoreRoot;

    StorageLocations(Shelves shelves, Access access, String metastoreRoot) {
        this.shelves = shelves;
        this.access = access;
        this.metastoreRoot = metastoreRoot;
    }

    String ofCatalog(CatalogEntry catalog) {
        String root = catalog.storageRoot() == null ? metastoreRoot : catalog.storageRoot();
        return root + "/__unitystorage/catalogs/" + catalog.header().id();
    }

    /** Null where the catalog's location serves. */
    @Nullable
    String ofSchema(SchemaEntry schema) {
        return schema.storageRoot() == null
                ? null
                : schema.storageRoot() + "/__unitystorage/schemas/"
                        + schema.header().id();
    }

    String ofManagedTable(TableName name, String tableId) {
        SchemaEntry schema = shelves.schemas
                .get(name.catalog() + "." + name.schema())
                .orElseThrow(() -> SecurableKind.SCHEMA.missing(name.catalog() + "." + name.schema()));
        String own = ofSchema(schema);
        String parent =
                own == null ? ofCatalog(shelves.catalogs.get(name.catalog()).orElseThrow()) : own;
        return parent + "/tables/" + tableId;
    }

    /** A path without its trailing slashes, below which the caller may have managed data. */
    String managedRoot(Caller caller, String path) {
        access.require(caller, parent(path), "CREATE_MANAGED_STORAGE");
        return plain(path);
    }

    /** The external location of a path, which must have one. */
    SecurableRef parent(String path) {
        return covering(plain(path))
                .map(location -> new SecurableRef(SecurableKind.EXTERNAL_LOCATION, location.fullName()))
                .orElseThrow(() -> new CatalogFailure(
                        ErrorKind.INVALID_PARAMETER_VALUE,
                        "No parent external location was found for path '" + path
                                + "'. Please create an external location on one of the parent paths and then retry the"
                                + " query or command again."));
    }

    private static String plain(String path) {
        return path.replaceAll("/+$", "");
    }

    /** An external table's path: below an external location and apart from every other table's. */
    String checkedTable(String path, TableName name) {
        parent(path);
        String location = plain(path);
        tablesAt(location).filter(other -> !other.name().equals(name)).findAny().ifPresent(other -> {
            throw new CatalogFailure(
                    ErrorKind.LOCATION_OVERLAP,
                    "Input path url '" + path + "' overlaps with managed storage or other tables."
                            + " Conflicting tables/volumes: "
                            + other.name().fullName() + ".");
        });
        return location;
    }

    /** The tables whose data lies at a path, in it or around it. */
    Stream<TableEntry> tablesAt(String path) {
        String location = plain(path);
        return shelves.tables.all().stream()
                .filter(table -> table.location() != null
                        && (inside(location, table.location()) || inside(table.location(), location)));
    }

    Optional<StorageEntry> covering(String path) {
        return shelves.locations.all().stream()
                .filter(location -> inside(path, url(location.settings())))
                .findFirst();
    }

    private static String url(Map<String, Object> settings) {
        return plain(String.valueOf(settings.get("url")));
    }

    private static boolean inside(String path, String parent) {
        return path.equals(parent) || path.startsWith(parent + "/");
    }
}
