package io.twinlake.sandbox.region.metastore;

import java.util.List;
import java.util.Locale;

/** A three-level name, in lower case; no part is empty or holds a dot. */
public record TableName(String catalog, String schema, String table) implements Comparable<TableName> {

    public TableName {
        catalog = part(catalog);
        schema = part(schema);
        table = part(table);
    }

    /** Resolves one to three name parts against a current catalog and schema. */
    public static TableName resolve(List<String> parts, String catalog, String schema) {
        return switch (parts.size()) {
            case 1 -> new TableName(catalog, schema, parts.get(0));
            case 2 -> new TableName(catalog, parts.get(0), parts.get(1));
            case 3 -> new TableName(parts.get(0), parts.get(1), parts.get(2));
            default ->
                throw new CatalogFailure(
                        ErrorKind.INVALID_PARAMETER_VALUE, "'" + String.join(".", parts) + "' is not a valid name");
        };
    }

    /** Reads {@code catalog.schema.table}, as the REST API writes it: no quoting, since no part may hold a dot. */
    public static TableName parse(String fullName) {
        String[] parts = fullName.split("\\.", -1);
        if (parts.length != 3) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_PARAMETER_VALUE,
                    "The full name '" + fullName + "' is not of the form <catalog>.<schema>.<name>");
        }
        return new TableName(parts[0], parts[1], parts[2]);
    }

    /** {@code catalog.schema.table}, as the REST API writes it. */
    public String fullName() {
        return catalog + "." + schema + "." + table;
    }

    /** The name as SQL writes it: each part in backticks, inner ones doubled. */
    public String quoted() {
        return quote(catalog) + "." + quote(schema) + "." + quote(table);
    }

    @Override
    public int compareTo(TableName other) {
        return fullName().compareTo(other.fullName());
    }

    @Override
    public String toString() {
        return fullName();
    }

    private static String part(String name) {
        if (name.isEmpty() || name.indexOf('.') >= 0) {
            throw new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "'" + name + "' is not a valid name");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    private static String quote(String part) {
        return '`' + part.replace("`", "``") + '`';
    }
}
