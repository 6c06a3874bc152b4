package io.twinlake.catalogsync.inventory;

import io.twinlake.catalogsync.kind.Function;
import io.twinlake.catalogsync.securable.Opaque;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.Statements;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks what a function in another language than SQL runs in: no field of the REST interface tells of a handler, a parameter style or an environment,
 * the platform's description of it does. Without these a copy is another function, so whatever it says beyond what is copied makes it
 * one that is not replicated.
 */
final class ReadRuntime {
    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final Pattern LABEL = Pattern.compile("([A-Z][A-Za-z ]*):\\s*(.*)", Pattern.DOTALL);

    /** What the REST interface tells as well, or what each region has for itself. */
    private static final Set<String> COPIED = Set.of(
            "Function",
            "Type",
            "Input",
            "Returns",
            "Comment",
            "Deterministic",
            "Data Access",
            "Configs",
            "Owner",
            "Create Time",
            "Body",
            "Language");

    /** Without these it is none that we understand. */
    private static final Set<String> TOLD = Set.of("Function", "Language");

    private static final String COLLATION = "Collation";
    private static final String PLAIN_COLLATION = "UTF8_BINARY";
    private static final String STYLE = "Parameter Style";
    private static final String PLAIN_STYLE = "Scalar";

    private final Statements statements;

    ReadRuntime(Statements statements) {
        this.statements = statements;
    }

    static boolean isNeeded(Securable securable) {
        return securable.definition() instanceof Function function && !function.isInSql();
    }

    /** The function, or the same as one that is not replicated. */
    Securable read(Securable function) {
        SortedSet<String> beyond = new TreeSet<>();
        Set<String> told = new HashSet<>();
        for (List<String> row : describe(function)) {
            Matcher label = LABEL.matcher(row.get(0));
            if (label.matches()) {
                told.add(label.group(1));
                if (!isCopied(label.group(1), label.group(2).strip())) {
                    beyond.add(label.group(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        if (!told.containsAll(TOLD)) {
            return function.withDefinition(Opaque.UNSUPPORTED)
                    .notReplicated("the platform did not tell how it is run: a function like that is not replicated");
        }
        return beyond.isEmpty()
                ? function
                : function.withDefinition(Opaque.UNSUPPORTED)
                        .notReplicated("a function with its own " + String.join(", ", beyond) + " is not replicated");
    }

    private List<List<String>> describe(Securable function) {
        String sql = "DESCRIBE FUNCTION EXTENDED " + Identifiers.quote(function.name());
        return statements.run(Statement.reading(sql), AT_MOST).rows();
    }

    private static boolean isCopied(String label, String value) {
        return COPIED.contains(label)
                || (label.equals(STYLE) && value.equalsIgnoreCase(PLAIN_STYLE))
                || (label.equals(COLLATION) && value.equalsIgnoreCase(PLAIN_COLLATION));
    }
}
