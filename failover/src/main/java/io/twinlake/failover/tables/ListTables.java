package io.twinlake.failover.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.ScopedCatalog;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Lists a group's Delta tables in one region, but for what Twinlake itself has set aside there. A catalog or schema whose listing fails is noted,
 * and the others are listed; a region that answers nothing fails all.
 */
public final class ListTables {
    private static final Set<String> TYPES = Set.of("MANAGED", "EXTERNAL");

    private final FailoverGroup group;
    private final Workspace region;
    private final Unread unread;

    public ListTables(FailoverGroup group, Workspace region, Unread unread) {
        this.group = group;
        this.region = region;
        this.unread = unread;
    }

    public List<ListedTable> list() {
        List<ObjectName> schemas = group.catalogs().stream()
                .map(ScopedCatalog::name)
                .flatMap(this::schemas)
                .toList();
        return new Concurrently(group.sync().concurrency())
                .map(schemas, this::tables).stream().flatMap(List::stream).toList();
    }

    private Stream<ObjectName> schemas(String catalog) {
        return all(ObjectName.of(catalog), () -> region.catalog().schemas(catalog)).stream()
                .map(json -> ObjectName.of(text(json, "catalog_name"), text(json, "name")))
                .filter(schema -> !schema.name().equals("information_schema"))
                .filter(group::includes);
    }

    private List<ListedTable> tables(ObjectName schema) {
        return all(schema, () -> region.catalog().inSchema(SecurableKind.TABLE, schema)).stream()
                .filter(json -> TYPES.contains(text(json, "table_type"))
                        && text(json, "data_source_format").equals("DELTA")
                        && !setAside(json))
                .map(json -> new ListedTable(
                        ObjectName.of(schema.catalog(), schema.name(), text(json, "name")),
                        text(json, "table_id"),
                        Retention.of(json.path("properties"))))
                .filter(table -> group.includes(table.name()))
                .toList();
    }

    /** A catalog or schema that does not exist, or not any more, has no tables. */
    private List<ObjectNode> all(ObjectName of, Supplier<Stream<ObjectNode>> listing) {
        try (Stream<ObjectNode> listed = listing.get()) {
            return listed.toList();
        } catch (ClientException failure) {
            if (failure.category() != FailureCategory.NOT_FOUND) {
                unread.add(of, failure);
            }
            return List.of();
        }
    }

    private static boolean setAside(ObjectNode table) {
        return Marker.in(table).map(Marker::archived).orElse(false);
    }

    private static String text(ObjectNode json, String field) {
        return json.path(field).asText("");
    }
}
