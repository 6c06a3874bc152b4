package io.twinlake.catalogsync.kind.text;

import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Literals;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a view shows, and how it comes from its query.
 *
 * @param columns as the view has them
 * @param ofQuery what its query called them when it was written; empty where that is not told
 * @param picked whether they are picked from the query by these names
 * @param mode how they follow the query's; null as the platform has it where nothing is said
 */
public record ViewOutput(
        List<ColumnDefinition> columns,
        List<String> ofQuery,
        boolean picked,
        @Nullable String mode) {
    private static final String EVOLUTION = "EVOLUTION";
    private static final String DEFAULT = "COMPENSATION";
    private static final Set<String> MODES = Set.of("BINDING", "TYPE EVOLUTION", EVOLUTION, DEFAULT);

    public ViewOutput {
        columns = List.copyOf(columns);
        ofQuery = List.copyOf(ofQuery);
    }

    /** As the platform names its modes; one that it does not have here is kept, so that it can be named. */
    public static @Nullable String mode(@Nullable String told) {
        if (told == null) {
            return null;
        }
        String mode = told.toUpperCase(Locale.ROOT).replace('_', ' ').strip();
        return mode.equals(DEFAULT) ? null : mode;
    }

    public boolean isKnownMode() {
        return mode == null || MODES.contains(mode);
    }

    /** Whether its columns are whatever its query gives. */
    public boolean evolves() {
        return EVOLUTION.equals(mode);
    }

    /** What its query called its columns, or, where that is not told, what they are called. */
    public List<String> names() {
        return ofQuery.isEmpty() ? columns.stream().map(ColumnDefinition::name).toList() : ofQuery;
    }

    /** Whether each column can be found in the query by its name. */
    public boolean isFoundByName() {
        Set<String> distinct = new HashSet<>();
        return !ofQuery.isEmpty()
                && ofQuery.stream().map(name -> name.toLowerCase(Locale.ROOT)).allMatch(distinct::add);
    }

    /** The same, found by name. */
    public ViewOutput picking() {
        return new ViewOutput(columns, ofQuery, true, mode);
    }

    public String text(String query) {
        return picked ? new PickedColumns(ofQuery, query).text() : query;
    }

    /** A list of columns is written only where the query does not say the same. */
    public String list(boolean star) {
        boolean said =
                evolves() || (columns.stream().allMatch(column -> column.comment() == null) && isNamedByQuery(star));
        return said || columns.isEmpty()
                ? ""
                : columns.stream().map(ViewOutput::named).collect(Collectors.joining(", ", " (", ")"));
    }

    private boolean isNamedByQuery(boolean star) {
        return ofQuery.isEmpty()
                ? star
                : ofQuery.equals(columns.stream().map(ColumnDefinition::name).toList());
    }

    private static String named(ColumnDefinition column) {
        String name = Identifiers.quote(column.name());
        return column.comment() == null ? name : name + " COMMENT " + Literals.quote(column.comment());
    }

    public String clause() {
        return mode == null ? "" : " WITH SCHEMA " + mode;
    }

    /** What the query calls a column that has another name: its star may stand for its columns in another order. */
    private String source(int column) {
        boolean same = column >= ofQuery.size()
                || ofQuery.get(column).equalsIgnoreCase(columns.get(column).name());
        return same ? "" : " of " + ofQuery.get(column);
    }

    public void putFields(Map<String, String> fields) {
        if (mode != null) {
            fields.put("schemaMode", mode);
        }
        for (int i = 0; i < columns.size() && !evolves(); i++) {
            ColumnDefinition column = columns.get(i);
            String comment = column.comment() == null ? "" : " comment " + column.comment();
            fields.put("column." + column.name(), (i + 1) + source(i) + comment);
        }
    }
}
