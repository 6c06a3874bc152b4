package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The platform's lists of objects, in which the kinds are found. Kinds that stand in one list share their names. */
public enum Listing {
    CATALOGS(
            (region, ignored) -> region.catalogs(),
            Catalog::read,
            new Privileges("catalog_privileges", List.of("catalog_name"))),
    SCHEMAS(
            (region, catalog) -> region.schemas(catalog.name()),
            Schema::read,
            new Privileges("schema_privileges", List.of("catalog_name", "schema_name"))),
    TABLES(
            (region, schema) -> region.inSchema(SecurableKind.TABLE, schema),
            json -> View.isMeant(json) ? View.read(json) : Table.read(json),
            new Privileges("table_privileges", List.of("table_catalog", "table_schema", "table_name"))),
    FUNCTIONS(
            (region, schema) -> region.inSchema(SecurableKind.FUNCTION, schema),
            Function::read,
            new Privileges("routine_privileges", List.of("routine_catalog", "routine_schema", "routine_name"))),
    VOLUMES((region, schema) -> region.inSchema(SecurableKind.VOLUME, schema), Volume::read, null),
    MODELS((region, schema) -> region.inSchema(SecurableKind.MODEL, schema), Model::read, null);

    /**
     * The view of a catalog's information schema that tells the privileges on what is listed.
     *
     * @param name its columns that make the object's name
     */
    public record Privileges(String view, List<String> name) {}

    private interface Reader {
        Securable read(ObjectNode json);
    }

    private final BiFunction<UnityCatalog, ObjectName, Stream<ObjectNode>> lists;
    private final Reader reader;
    private final @Nullable Privileges privileges;

    Listing(
            BiFunction<UnityCatalog, ObjectName, Stream<ObjectNode>> lists,
            Reader reader,
            @Nullable Privileges privileges) {
        this.lists = lists;
        this.reader = reader;
        this.privileges = privileges;
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

    /** Empty where nothing of the list is replicated, its grants neither. */
    public Optional<Privileges> privileges() {
        return Optional.ofNullable(privileges);
    }
}
