package io.twinlake.catalogsync.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.securable.Creation;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Opaque;
import io.twinlake.catalogsync.securable.ReplicaTerms;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of which a row filter or column masks hide something, so that the platform lets nobody share or clone it: of it the guard alone is read.
 *
 * @param masks by column
 */
public record GuardedTable(Optional<Guard> filter, SortedMap<String, Guard> masks) implements Definition {
    private static final String FILTER = "row_filter";
    private static final String MASK = "mask";

    public GuardedTable {
        masks = Collections.unmodifiableSortedMap(new TreeMap<>(masks));
    }

    /**
     * A function that is called for each row.
     *
     * @param columns what is passed to it
     * @param whole whether nothing else is passed: constants are not read
     */
    public record Guard(ObjectName function, List<String> columns, boolean whole) {
        public Guard {
            columns = List.copyOf(columns);
        }

        /** Empty where the platform names no function. */
        static Optional<Guard> read(JsonNode json, String columns, String arguments) {
            List<String> names = new ArrayList<>();
            json.path(columns).forEach(column -> names.add(column.asText()));
            boolean whole = true;
            for (JsonNode argument : json.path(arguments)) {
                whole &= !argument.hasNonNull("constant");
            }
            String function = SecurableJson.text(json, "function_name");
            return function == null
                    ? Optional.empty()
                    : Optional.of(new Guard(ObjectName.parse(function), names, whole));
        }

        private String columnList() {
            return columns.stream().map(Identifiers::quote).collect(Collectors.joining(", ", "(", ")"));
        }
    }

    static boolean isMeant(ObjectNode json) {
        boolean masked = false;
        for (JsonNode column : json.path("columns")) {
            masked |= column.hasNonNull(MASK);
        }
        return masked || json.hasNonNull(FILTER);
    }

    /** What is told of it; of a guard without a function nothing more can be said than that there is one. */
    static Definition read(ObjectNode json) {
        SortedMap<String, Guard> masks = new TreeMap<>();
        int told = 0;
        for (JsonNode column : json.path("columns")) {
            if (column.hasNonNull(MASK)) {
                told++;
                Guard.read(column.path(MASK), "using_column_names", "using_arguments")
                        .ifPresent(guard -> masks.put(DefinitionJson.textOrEmpty(column, "name"), guard));
            }
        }
        Optional<Guard> filter = Guard.read(json.path(FILTER), "input_column_names", "input_arguments");
        boolean whole = masks.size() == told && filter.isPresent() == json.hasNonNull(FILTER);
        return whole ? new GuardedTable(filter, masks) : Opaque.GUARDED;
    }

    /** Whether it hides all that another one hides, by functions of the same names, as far as that can be told. */
    public boolean coversAll(GuardedTable other) {
        return other.canBeSaid()
                && (other.filter.isEmpty() || other.filter.equals(filter))
                && masks.entrySet().containsAll(other.masks.entrySet());
    }

    /** The functions that it calls. */
    public Set<ObjectName> functions() {
        return Stream.concat(filter.stream(), masks.values().stream())
                .map(Guard::function)
                .collect(Collectors.toSet());
    }

    /** Whether statements can say all of it. */
    public boolean canBeSaid() {
        return filter.stream().allMatch(Guard::whole) && masks.values().stream().allMatch(Guard::whole);
    }

    /** The statements that put it on a table, in place of what guards the same there. */
    public List<String> statements(ObjectName table) {
        String alter = "ALTER TABLE " + Identifiers.quote(table);
        List<String> statements = new ArrayList<>();
        filter.ifPresent(guard -> statements.add(
                alter + " SET ROW FILTER " + Identifiers.quote(guard.function()) + " ON " + guard.columnList()));
        masks.forEach((column, guard) -> statements.add(alter + " ALTER COLUMN " + Identifiers.quote(column)
                + " SET MASK " + Identifiers.quote(guard.function())
                + (guard.columns().isEmpty() ? "" : " USING COLUMNS " + guard.columnList())));
        return statements;
    }

    @Override
    public void putFields(Map<String, String> fields) {
        filter.ifPresent(guard -> fields.put("row filter", guard.toString()));
        masks.forEach((column, guard) -> fields.put("column." + column + " mask", guard.toString()));
    }

    @Override
    public Definition at(ReplicaTerms replica) {
        return this;
    }

    @Override
    public Creation creation(Securable wanted, Map<String, String> marks, boolean exists) {
        throw new IllegalStateException(wanted.key() + " cannot be written");
    }
}
