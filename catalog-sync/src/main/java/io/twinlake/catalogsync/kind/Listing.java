package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The platform's lists of objects, in which the kinds are found. Kinds that stand in one list share their names. */
public enum Listing {
    CATALOGS((region, ignored) -> region.catalogs(), Catalog::read),
    SCHEMAS((region, catalog) -> region.schemas(catalog.name()), Schema::read),
    TABLES(
            (region, schema) -> region.inSchema(SecurableKind.TABLE, schema),
            json -> View.isMeant(json) ? View.read(json) : Table.read(json)),
    FUNCTIONS((region, schema) -> region.inSchema(SecurableKind.FUNCTION, schema), Function::read),
    VOLUMES((region, schema) -> region.inSchema(SecurableKind.VOLUME, schema), Volume::read),
    MODELS((region, schema) -> region.inSchema(SecurableKind.MODEL, schema), Model::read);

    private interface Reader {
        Securable read(ObjectNode json);
    }

    private final BiFunction<UnityCatalog, ObjectName, Stream<ObjectNode>> lists;
    private final Reader reader;

    Listing(BiFunction<UnityCatalog, ObjectName, Stream<ObjectNode>> lists, Reader reader) {
        this.lists = lists;
        this.reader = reader;
    }

    /** Where objects of a kind are listed. */
    public static Listing of(SecurableKind kind) {
        return switch (kind) {
            case CATALOG -> CATALOGS;
            case SCHEMA -> SCHEMAS;
            case TABLE, VIEW -> TABLES;
            case FUNCTION -> FUNCTIONS;
            case VOLUME -> VOLUMES;
            case MODEL -> MODELS;
        };
    }

    /** The lists of what stands in a schema. */
    public static List<Listing> inSchemas() {
        return List.of(TABLES, FUNCTIONS, VOLUMES, MODELS);
    }

    /** The kinds that stand in it. */
    public List<SecurableKind> kinds() {
        return Arrays.stream(SecurableKind.values())
                .filter(kind -> of(kind) == this)
                .toList();
    }

    /** What stands in a catalog or a schema, as {@link UnityCatalog} lists it. */
    public Stream<ObjectNode> within(UnityCatalog region, ObjectName container) {
        return lists.apply(region, container);
    }

    /**
     * Reads one object, of whichever of its kinds it is.
     *
     * @throws IllegalArgumentException for one without a name
     */
    public Securable read(ObjectNode json) {
        return reader.read(json);
    }
}
