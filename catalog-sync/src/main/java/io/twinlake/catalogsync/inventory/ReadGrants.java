package io.twinlake.catalogsync.inventory;

import io.twinlake.catalogsync.kind.Listing;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the direct grants of whole catalogs, a statement for each listing; inherited ones stay where they are granted. */
final class ReadGrants {
    private static final Duration AT_MOST = Duration.ofMinutes(10);

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
                .flatMap(catalog -> Arrays.stream(Listing.values())
                        .flatMap(listing -> Question.of(catalog.name(), listing).stream()))
                .toList();
        Map<Listed, SortedMap<String, SortedSet<String>>> grants = new HashMap<>();
        concurrently.map(questions, this::askOrNote).forEach(grants::putAll);
        Map<SecurableKey, Securable> granted = new TreeMap<>();
        securables.forEach((key, securable) ->
                granted.put(key, securable.withGrants(grants.getOrDefault(Listed.of(key), new TreeMap<>()))));
        return granted;
    }

    private Map<Listed, SortedMap<String, SortedSet<String>>> askOrNote(Question question) {
        try {
            return ask(question);
        } catch (ClientException failure) {
            broken.accept(new SecurableKey(SecurableKind.CATALOG, question.catalog()), failure);
            return Map.of();
        }
    }

    private Map<Listed, SortedMap<String, SortedSet<String>>> ask(Question question) {
        int parts = question.privileges().name().size();
        Map<Listed, SortedMap<String, SortedSet<String>>> grants = new HashMap<>();
        StatementResult result = statements.run(Statement.of(question.sql()), AT_MOST);
        for (List<@Nullable String> row : result.rows()) {
            List<String> name = new ArrayList<>();
            row.subList(0, parts).forEach(part -> name.add(part == null ? "" : part));
            String principal = row.get(parts);
            String privilege = row.get(parts + 1);
            if (principal != null && privilege != null) {
                grants.computeIfAbsent(new Listed(question.listing(), new ObjectName(name)), listed -> new TreeMap<>())
                        .computeIfAbsent(principal, grantee -> new TreeSet<>())
                        .add(privilege.replace(' ', '_').toUpperCase(Locale.ROOT));
            }
        }
        return grants;
    }

    /** Names an object among those of its list: a view's grants stand among the tables'. */
    private record Listed(Listing listing, ObjectName name) {
        static Listed of(SecurableKey key) {
            return new Listed(Listing.of(key.kind()), key.name());
        }
    }

    private record Question(ObjectName catalog, Listing listing, Listing.Privileges privileges) {
        static Optional<Question> of(ObjectName catalog, Listing listing) {
            return listing.privileges().map(privileges -> new Question(catalog, listing, privileges));
        }

        String sql() {
            return "SELECT " + String.join(", ", privileges.name()) + ", grantee, privilege_type FROM "
                    + Identifiers.quote(catalog) + ".information_schema." + privileges.view()
                    + " WHERE inherited_from = 'NONE'";
        }
    }
}
