package io.twinlake.catalogsync.inventory;

import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.Identifiers;
import io.twinlake.clients.databricks.Statement;
import io.twinlake.clients.databricks.StatementResult;
import io.twinlake.clients.databricks.Statements;
import io.twinlake.config.ObjectName;
import io.twinlake.config.SecurableKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the direct grants of whole catalogs, four statements each; inherited ones stay where they are granted. */
final class ReadGrants {
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    private static final List<View> VIEWS = List.of(
            new View("catalog_privileges", List.of("catalog_name"), SecurableKind.CATALOG),
            new View("schema_privileges", List.of("catalog_name", "schema_name"), SecurableKind.SCHEMA),
            new View("table_privileges", List.of("table_catalog", "table_schema", "table_name"), SecurableKind.TABLE),
            new View(
                    "routine_privileges",
                    List.of("routine_catalog", "routine_schema", "routine_name"),
                    SecurableKind.FUNCTION));

    private final Statements statements;
    private final Concurrently concurrently;
    private final BiConsumer<SecurableKey, ClientException> broken;

    /** @param broken hears of a catalog whose grants could not be read */
    ReadGrants(Statements statements, Concurrently concurrently, BiConsumer<SecurableKey, ClientException> broken) {
        this.statements = statements;
        this.concurrently = concurrently;
        this.broken = broken;
    }

    /** The same objects with their grants. */
    Map<SecurableKey, Securable> addTo(SortedMap<SecurableKey, Securable> securables) {
        List<Question> questions = securables.values().stream()
                .filter(securable -> securable.kind() == SecurableKind.CATALOG && securable.unsupported() == null)
                .flatMap(catalog -> VIEWS.stream().map(view -> new Question(catalog.name(), view)))
                .toList();
        Map<SecurableKey, SortedMap<String, SortedSet<String>>> grants = new TreeMap<>();
        concurrently.map(questions, this::askOrNote).forEach(grants::putAll);
        Map<SecurableKey, Securable> granted = new TreeMap<>();
        securables.forEach((key, securable) ->
                granted.put(key, securable.withGrants(grants.getOrDefault(grantKey(key), new TreeMap<>()))));
        return granted;
    }

    private Map<SecurableKey, SortedMap<String, SortedSet<String>>> askOrNote(Question question) {
        try {
            return ask(question);
        } catch (ClientException failure) {
            broken.accept(new SecurableKey(SecurableKind.CATALOG, question.catalog()), failure);
            return Map.of();
        }
    }

    private Map<SecurableKey, SortedMap<String, SortedSet<String>>> ask(Question question) {
        View view = question.view();
        Map<SecurableKey, SortedMap<String, SortedSet<String>>> grants = new TreeMap<>();
        StatementResult result = statements.run(Statement.of(view.sql(question.catalog())), AT_MOST);
        for (List<@Nullable String> row : result.rows()) {
            List<String> parts = new ArrayList<>();
            row.subList(0, view.name().size()).forEach(part -> parts.add(part == null ? "" : part));
            String principal = row.get(parts.size());
            String privilege = row.get(parts.size() + 1);
            if (principal != null && privilege != null) {
                grants.computeIfAbsent(new SecurableKey(view.kind(), new ObjectName(parts)), key -> new TreeMap<>())
                        .computeIfAbsent(principal, name -> new TreeSet<>())
                        .add(privilege.replace(' ', '_').toUpperCase(Locale.ROOT));
            }
        }
        return grants;
    }

    /** A view's grants stand among the tables'. */
    private static SecurableKey grantKey(SecurableKey key) {
        return key.kind() == SecurableKind.VIEW ? new SecurableKey(SecurableKind.TABLE, key.name()) : key;
    }

    private record Question(ObjectName catalog, View view) {}

    private record View(String table, List<String> name, SecurableKind kind) {
        String sql(ObjectName catalog) {
            return "SELECT " + String.join(", ", name) + ", grantee, privilege_type FROM " + Identifiers.quote(catalog)
                    + ".information_schema." + table + " WHERE inherited_from = 'NONE'";
        }
    }
}
