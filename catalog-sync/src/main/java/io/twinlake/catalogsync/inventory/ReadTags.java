package io.twinlake.catalogsync.inventory;

import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.securable.Tags;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.config.name.ObjectName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the tags of a region in bulk, a statement for each catalog. The platform's information schema shows those of objects that its reader may use
 * and leaves others out without a word: where Twinlake is not shown all grants of an object it takes its tags for unknown too.
 */
final class ReadTags {
    private static final Logger LOG = LoggerFactory.getLogger(ReadTags.class);
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    /** The relations, and what of an object's name they have before the tag's. */
    private static final Map<String, List<String>> RELATIONS = Map.of(
            "catalog_tags", List.of(),
            "schema_tags", List.of("schema_name"),
            "table_tags", List.of("schema_name", "table_name"),
            "column_tags", List.of("schema_name", "table_name", "column_name"));

    private static final List<String> PARTS = List.of("schema_name", "table_name", "column_name");

    private final Workspace workspace;
    private final Consumer<ClientException> broken;

    /** @param broken throws a failure that concerns more than one catalog */
    ReadTags(Workspace workspace, Consumer<ClientException> broken) {
        this.workspace = workspace;
        this.broken = broken;
    }

    /** Adds their tags to objects of which all is shown; the others stay as they are. */
    Map<SecurableKey, Securable> addTo(SortedMap<SecurableKey, Securable> securables) {
        Map<SecurableKey, Securable> tagged = new TreeMap<>();
        Map<String, Optional<Map<ObjectName, Tags>>> byCatalog = new HashMap<>();
        securables.forEach((key, securable) -> {
            if (key.kind().bearsTags() && securable.access().isKnown()) {
                byCatalog
                        .computeIfAbsent(key.name().catalog(), this::tags)
                        .ifPresent(
                                tags -> tagged.put(key, securable.withTags(tags.getOrDefault(key.name(), Tags.NONE))));
            }
        });
        return tagged;
    }

    private Optional<Map<ObjectName, Tags>> tags(String catalog) {
        try {
            return Optional.of(
                    byObject(catalog, workspace.statements().run(Statement.reading(select(catalog)), AT_MOST)));
        } catch (ClientException failure) {
            broken.accept(failure);
            return Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            LOG.warn("the tags in catalog {} could not be understood: {}", catalog, unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static String select(String catalog) {
        String schema = Identifiers.quote(ObjectName.of(catalog, "information_schema"));
        return RELATIONS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(relation -> Stream.concat(
                                PARTS.stream()
                                        .map(part -> relation.getValue().contains(part)
                                                ? part
                                                : "CAST(NULL AS STRING) AS " + part),
                                Stream.of("tag_name", "tag_value"))
                        .collect(Collectors.joining(", ", "SELECT ", " FROM " + schema + "." + relation.getKey())))
                .collect(Collectors.joining(" UNION ALL "));
    }

    private static Map<ObjectName, Tags> byObject(String catalog, StatementResult rows) {
        Map<ObjectName, Tags> tags = new HashMap<>();
        for (int row = 0; row < rows.rows().size(); row++) {
            ObjectName object = ObjectName.of(catalog);
            for (String part : List.of("schema_name", "table_name")) {
                String name = rows.value(row, part);
                object = name == null ? object : object.child(name);
            }
            String column = rows.value(row, "column_name");
            String key = rows.value(row, "tag_name");
            String value = rows.value(row, "tag_value");
            if (key == null) {
                throw new IllegalArgumentException("the platform named no tag of " + object);
            }
            tags.merge(
                    object,
                    Tags.NONE.with(column == null ? Tags.ITSELF : column, key, value == null ? "" : value),
                    Tags::and);
        }
        return tags;
    }
}
