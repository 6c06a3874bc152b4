package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableType;
import io.twinlake.sandbox.region.sql.Literals;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The statement that would make a table or view again. */
final class CreateText {

    private CreateText() {}

    static String of(TableEntry table) {
        StringBuilder text = new StringBuilder(table.isView() ? "CREATE VIEW " : "CREATE TABLE ");
        text.append(table.name().quoted()).append(" (\n  ");
        text.append(table.columns().stream()
                .map(column -> column(column, table.isView()))
                .collect(Collectors.joining(",\n  ")));
        text.append(")\n");
        if (!table.isView()) {
            text.append("USING delta\n");
        }
        if (!table.partitionColumns().isEmpty()) {
            text.append("PARTITIONED BY (")
                    .append(table.partitionColumns().stream()
                            .map(Literals::identifier)
                            .collect(Collectors.joining(", ")))
                    .append(")\n");
        }
        if (table.comment() != null) {
            text.append("COMMENT ").append(Literals.quote(table.comment())).append('\n');
        }
        if (table.type() == TableType.EXTERNAL && table.location() != null) {
            text.append("LOCATION ").append(Literals.quote(table.location())).append('\n');
        }
        properties(text, chosen(table));
        String mode = table.properties().getOrDefault(ViewProperties.MODE, "");
        if (table.isView() && !mode.isEmpty()) {
            text.append("WITH SCHEMA ").append(mode).append('\n');
        }
        if (table.view() != null) {
            text.append("AS ").append(table.view().told()).append('\n');
        }
        return text.toString();
    }

    /** What the platform gave to a view by itself is not written. */
    private static Map<String, String> chosen(TableEntry table) {
        Map<String, String> chosen = new TreeMap<>(table.properties());
        chosen.keySet().removeIf(name -> table.isView() && name.startsWith("view."));
        return chosen;
    }

    private static String column(Column column, boolean view) {
        String comment = column.comment() == null ? "" : " COMMENT " + Literals.quote(column.comment());
        String type = view ? "" : " " + column.typeText().toUpperCase(Locale.ROOT);
        String nullable = view || column.nullable() ? "" : " NOT NULL";
        return Literals.identifier(column.name()) + type + nullable + comment;
    }

    private static void properties(StringBuilder text, Map<String, String> properties) {
        if (!properties.isEmpty()) {
            text.append("TBLPROPERTIES (\n  ")
                    .append(new TreeMap<>(properties)
                            .entrySet().stream()
                                    .map(entry ->
                                            Literals.quote(entry.getKey()) + " = " + Literals.quote(entry.getValue()))
                                    .collect(Collectors.joining(",\n  ")))
                    .append(")\n");
        }
    }
}
