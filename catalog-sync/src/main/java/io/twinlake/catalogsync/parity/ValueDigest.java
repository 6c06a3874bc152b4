package io.twinlake.catalogsync.parity;

import io.twinlake.catalogsync.column.ColumnType;
import io.twinlake.clients.databricks.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a hash function is handed for one value, so that unequal values are told apart at any depth.
 *
 * <p>The function passes over nulls, so each value comes behind whether it is null, and each list behind how long it is. It takes 0.0 for
 * -0.0, so floating-point values are text. It goes by the collation of a string, so strings are bytes. It takes no map, and a map has no
 * order: its entries are hashed one by one, and their hashes are sorted. It takes no variant: that is text, and its types beside it.
 */
final class ValueDigest {
    private static final Set<String> FLOATING = Set.of("float", "double", "real");
    private static final List<String> TEXT = List.of("string", "varchar", "char");
    private static final String JSON_OPTIONS = "map('timeZone', 'UTC',"
            + " 'timestampFormat', 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSSSSXXX',"
            + " 'timestampNTZFormat', 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSSSS')";

    /** To which depth lists of a variant tell the type of each element; below it, the type that their elements have in common. */
    private static final int VARIANT_DEPTH = 3;

    private int variables;

    private ValueDigest() {}

    /**
     * The arguments for one value.
     *
     * @throws IllegalArgumentException where the platform does not tell what the type consists of
     */
    static List<String> of(String value, ColumnType type) {
        return new ValueDigest().arguments(value, type);
    }

    static String hash(List<String> arguments) {
        return "xxhash64(" + String.join(", ", arguments) + ")";
    }

    private List<String> arguments(String value, ColumnType type) {
        List<String> arguments = new ArrayList<>(List.of(value + " IS NULL"));
        if (type instanceof ColumnType.Simple simple) {
            arguments.addAll(simple(value, simple.name().toLowerCase(Locale.ROOT)));
        } else if (type instanceof ColumnType.Struct struct) {
            for (ColumnType.Field field : struct.fields()) {
                arguments.addAll(arguments(value + "." + Identifiers.quote(field.name()), field.type()));
            }
        } else if (type instanceof ColumnType.Array array) {
            arguments.add("size(" + value + ")");
            arguments.add(each(value, array.element(), null));
        } else if (type instanceof ColumnType.Map map) {
            arguments.add("size(" + value + ")");
            arguments.add("sort_array(" + each("map_entries(" + value + ")", map.key(), map.value()) + ")");
        } else {
            throw new IllegalArgumentException("the platform does not tell what the type of " + value + " consists of: "
                    + ((ColumnType.Untold) type).name());
        }
        return arguments;
    }

    private List<String> simple(String value, String type) {
        if (type.equals("variant")) {
            return List.of(
                    "to_json(named_struct('v', " + value + "), " + JSON_OPTIONS + ")", variant(value, VARIANT_DEPTH));
        }
        if (FLOATING.contains(type)) {
            return List.of("cast(" + value + " AS string)");
        }
        return List.of(TEXT.stream().anyMatch(type::startsWith) ? "cast(" + value + " AS binary)" : value);
    }

    /** The hashes of a list's elements, or of the entries of a map. */
    private String each(String list, ColumnType element, @Nullable ColumnType valueOfEntry) {
        String one = variable();
        List<String> arguments = new ArrayList<>();
        if (valueOfEntry == null) {
            arguments.addAll(arguments(one, element));
        } else {
            arguments.addAll(arguments(one + ".key", element));
            arguments.addAll(arguments(one + ".value", valueOfEntry));
        }
        return "transform(" + list + ", " + one + " -> " + hash(arguments) + ")";
    }

    /** The types within a variant: what it says of a list is no more than what its elements have in common. */
    private String variant(String value, int depth) {
        String types = "schema_of_variant(" + value + ")";
        if (depth == 0) {
            return types;
        }
        String element = variable();
        String entry = variable();
        return hash(List.of(
                types,
                "transform(try_variant_get(" + value + ", '$', 'array<variant>'), " + element + " -> "
                        + hash(List.of(variant(element, depth - 1))) + ")",
                "transform(map_entries(try_variant_get(" + value + ", '$', 'map<string, variant>')), " + entry + " -> "
                        + hash(List.of(entry + ".key", variant(entry + ".value", depth - 1))) + ")"));
    }

    private String variable() {
        return "e" + ++variables;
    }
}
