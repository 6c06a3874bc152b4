package io.twinlake.catalogsync.column;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A PRIMARY KEY or FOREIGN KEY of a table: Unity Catalog keeps it beside the table, and a clone does not carry it.
 *
 * @param timeseries which of the columns says when a row came to be
 * @param parent the table to which a foreign key refers; null for a primary key
 * @param rely whether queries may be optimized by it
 */
public record KeyConstraint(
        String name,
        List<String> columns,
        List<String> timeseries,
        @Nullable ObjectName parent,
        List<String> parentColumns,
        boolean rely) {
    public KeyConstraint {
        columns = List.copyOf(columns);
        timeseries = List.copyOf(timeseries);
        parentColumns = List.copyOf(parentColumns);
    }

    /** Those among a table's constraints as the platform tells them, in the order of their names. */
    public static List<KeyConstraint> among(JsonNode constraints) {
        List<KeyConstraint> keys = new ArrayList<>();
        for (JsonNode constraint : constraints) {
            JsonNode primary = constraint.path("primary_key_constraint");
            JsonNode foreign = constraint.path("foreign_key_constraint");
            if (primary.isObject()) {
                keys.add(read(primary, null));
            } else if (foreign.isObject()) {
                keys.add(read(
                        foreign, ObjectName.parse(foreign.path("parent_table").asText())));
            }
        }
        keys.sort(Comparator.comparing(KeyConstraint::name));
        return keys;
    }

    private static KeyConstraint read(JsonNode key, @Nullable ObjectName parent) {
        return new KeyConstraint(
                key.path("name").asText(),
                texts(key.path("child_columns")),
                texts(key.path("timeseries_columns")),
                parent,
                texts(key.path("parent_columns")),
                key.path("rely").asBoolean(false));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    public boolean isForeign() {
        return parent != null;
    }

    /** What it says, in SQL's words, as it is compared. */
    public String described() {
        return clause(UnaryOperator.identity(), parent == null ? "" : parent.fullName());
    }

    /** The statement that gives it to a table. */
    public String adding(ObjectName table) {
        return "ALTER TABLE " + Identifiers.quote(table) + " ADD CONSTRAINT " + Identifiers.quote(name) + " "
                + clause(Identifiers::quote, parent == null ? "" : Identifiers.quote(parent));
    }

    /** The statement that takes it away, and nothing with it: the platform refuses a primary key to which a table still refers. */
    public String dropping(ObjectName table) {
        return "ALTER TABLE " + Identifiers.quote(table) + " DROP CONSTRAINT IF EXISTS " + Identifiers.quote(name);
    }

    private String clause(UnaryOperator<String> quoted, String parentTable) {
        String listed = columns.stream()
                .map(column -> quoted.apply(column) + (timeseries.contains(column) ? " TIMESERIES" : ""))
                .collect(Collectors.joining(", ", " (", ")"));
        String refers = isForeign()
                ? " REFERENCES " + parentTable
                        + parentColumns.stream().map(quoted).collect(Collectors.joining(", ", " (", ")"))
                : "";
        return (isForeign() ? "FOREIGN KEY" : "PRIMARY KEY") + listed + refers + (rely ? " RELY" : "");
    }
}
