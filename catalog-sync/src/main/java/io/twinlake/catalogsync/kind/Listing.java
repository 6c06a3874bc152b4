package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The platform's lists of objects, in which the kinds are found. Kinds that stand in one list share their names. */
public enum Listing {
    CATALOGS((region, ignored) -> region.catalog().catalogs(), Catalog::read),
    SCHEMAS((region, catalog) -> region.catalog().schemas(catalog.name()), Schema::read),
    TABLES(SecurableKind.TABLE, json -> View.isMeant(json) ? View.read(json) : Table.read(json)),
    FUNCTIONS(SecurableKind.FUNCTION, Function::read),
    VOLUMES(SecurableKind.VOLUME, "volumes"),
    MODELS(SecurableKind.MODEL, "registered models, their versions and aliases"),
    SECRETS(SecurableKind.SECRET, "secrets"),
    MODEL_SERVICES(SecurableKind.MODEL_SERVICE, "model services"),
    MODEL_PROVIDERS(SecurableKind.MODEL_PROVIDER, "model provider services"),
    MCP_SERVICES(SecurableKind.MCP_SERVICE, "MCP services"),
    POLICIES(
            PolicyList::of, json -> OnlyListed.read(SecurableKind.POLICY, "policies: make them in both regions", json));

    private static final Set<Listing> ABOVE_SCHEMAS = Set.of(CATALOGS, SCHEMAS, POLICIES);

    private interface Reader {
        Securable read(ObjectNode json);
    }

    private final BiFunction<Workspace, ObjectName, Stream<ObjectNode>> lists;
    private final Reader reader;

    Listing(BiFunction<Workspace, ObjectName, Stream<ObjectNode>> lists, Reader reader) {
        this.lists = lists;
        this.reader = reader;
    }

    /** Of a kind that stands in schemas. */
    Listing(SecurableKind kind, Reader reader) {
        this((region, schema) -> region.catalog().inSchema(kind, schema), reader);
    }

    /** Of a kind that stands in schemas and is never replicated. */
    Listing(SecurableKind kind, String what) {
        this(kind, json -> OnlyListed.read(kind, what, json));
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
            case SECRET -> SECRETS;
            case MODEL_SERVICE -> MODEL_SERVICES;
            case MODEL_PROVIDER -> MODEL_PROVIDERS;
            case MCP_SERVICE -> MCP_SERVICES;
            case POLICY -> POLICIES;
        };
    }

    /** The lists of what stands in a schema. */
    public static List<Listing> inSchemas() {
        return Arrays.stream(values())
                .filter(listing -> !ABOVE_SCHEMAS.contains(listing))
                .toList();
    }

    /** What it lists, in words. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether nothing in it is ever replicated. */
    public boolean isOfListedOnly() {
        return kinds().stream().allMatch(SecurableKind::isListedOnly);
    }

    /** The kinds that stand in it. */
    public List<SecurableKind> kinds() {
        return Arrays.stream(SecurableKind.values())
                .filter(kind -> of(kind) == this)
                .toList();
    }

    /** What stands in a catalog or a schema, as the platform lists it. */
    public Stream<ObjectNode> within(Workspace region, ObjectName container) {
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
