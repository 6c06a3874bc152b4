package io.twinlake.catalogsync.parity;

import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the queries that put a table's content into a few numbers, equal on both sides exactly if the rows are (but for a collision of
 * hashes).
 *
 * <p>Each value is hashed beside whether it is null, for the hash function passes over nulls. Floating-point values are hashed as text,
 * which tells -0.0 from 0.0; nested values as JSON with nulls and full time stamps, which tells an empty array from none. A sum and an
 * exclusive or together see rows that come twice; the sum is of decimals, for a sum of hashes overflows.
 */
public final class RowDigestSql {
    static final String COUNT = "row_count";
    static final String SUM = "hash_sum";
    static final String XOR = "hash_xor";
    static final String NOT_NULL = "not_null_";

    private static final String HASH = "`twinlake row hash`";
    private static final String JSON_OPTIONS = "map('ignoreNullFields', 'false', 'timeZone', 'UTC',"
            + " 'timestampFormat', 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSSSSXXX',"
            + " 'timestampNTZFormat', 'yyyy-MM-dd\\'T\\'HH:mm:ss.SSSSSS')";
    private static final Set<String> FLOATING = Set.of("FLOAT", "DOUBLE", "REAL");
    private static final List<String> NESTED = List.of("ARRAY", "MAP", "STRUCT", "VARIANT", "OBJECT");

    private RowDigestSql() {}

    static String count(ObjectName table, long version) {
        return "SELECT count(*) AS " + COUNT + " FROM " + at(table, version);
    }

    /** One row that is equal where all rows of a table at a version are. */
    public static String checksums(ObjectName table, long version, List<ColumnDefinition> columns) {
        List<String> values = new ArrayList<>();
        values.add("count(*) AS " + COUNT);
        for (int i = 0; i < columns.size(); i++) {
            values.add("count(" + Identifiers.quote(columns.get(i).name()) + ") AS " + NOT_NULL + i);
        }
        values.add("sum(cast(" + HASH + " AS decimal(38, 0))) AS " + SUM);
        values.add("bit_xor(" + HASH + ") AS " + XOR);
        return "SELECT " + String.join(", ", values) + " FROM (SELECT *, " + hash(columns) + " AS " + HASH + " FROM "
                + at(table, version) + ")";
    }

    /** Keys whose rows differ or are on one side only, the first few in order. */
    static String differingKeys(
            String key,
            List<ColumnDefinition> columns,
            ObjectName source,
            long sourceVersion,
            ObjectName replica,
            long replicaVersion,
            int atMost) {
        return "SELECT coalesce(s.k, r.k) AS differing, s.n IS NULL AS only_replica, r.n IS NULL AS only_source FROM "
                + byKey(key, columns, at(source, sourceVersion)) + " s FULL OUTER JOIN "
                + byKey(key, columns, at(replica, replicaVersion)) + " r ON s.k <=> r.k"
                + " WHERE NOT (s.n <=> r.n AND s.h <=> r.h) ORDER BY 1 LIMIT " + atMost;
    }

    /** A key may be that of many rows: what they come to together is compared, so that none is set against another. */
    private static String byKey(String key, List<ColumnDefinition> columns, String table) {
        return "(SELECT " + Identifiers.quote(key) + " AS k, count(*) AS n, sum(cast(" + hash(columns)
                + " AS decimal(38, 0))) AS h FROM " + table + " GROUP BY 1)";
    }

    private static String hash(List<ColumnDefinition> columns) {
        return columns.stream()
                .map(column -> isNull(column) + ", " + value(column))
                .collect(Collectors.joining(", ", "xxhash64(", ")"));
    }

    private static String isNull(ColumnDefinition column) {
        return Identifiers.quote(column.name()) + " IS NULL";
    }

    private static String value(ColumnDefinition column) {
        String name = Identifiers.quote(column.name());
        String type = column.type().toUpperCase(Locale.ROOT);
        if (NESTED.stream().anyMatch(type::startsWith)) {
            return "to_json(named_struct('v', " + name + "), " + JSON_OPTIONS + ")";
        }
        return FLOATING.contains(type) ? "cast(" + name + " AS string)" : name;
    }

    private static String at(ObjectName table, long version) {
        return Identifiers.quote(table) + " VERSION AS OF " + version;
    }
}
