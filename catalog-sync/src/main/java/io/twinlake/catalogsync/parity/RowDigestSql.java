package io.twinlake.catalogsync.parity;

import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the queries that put a table's content into a few numbers, equal on both sides exactly if the rows are (but for a collision of
 * hashes).
 *
 * <p>A row is the hash of its values, which {@link ValueDigest} writes. A sum and an exclusive or together see rows that come twice; the sum
 * is of decimals, for a sum of hashes overflows.
 */
public final class RowDigestSql {
    static final String COUNT = "row_count";
    static final String SUM = "hash_sum";
    static final String XOR = "hash_xor";
    static final String NOT_NULL = "not_null_";

    private static final String HASH = "`twinlake row hash`";

    /** Columns whose hashes are taken together: a function of thousands of arguments outgrows what engines compile. */
    private static final int PART = 100;

    private RowDigestSql() {}

    static String count(ObjectName table, long version) {
        return "SELECT count(*) AS " + COUNT + " FROM " + at(table, version);
    }

    /** One row that is equal where all rows of a table at a version are. */
    public static String checksums(ObjectName table, long version, List<ColumnDefinition> columns) {
        return checksums(at(table, version), columns);
    }

    /** The same of what a view answers now, of its first rows where it has more. */
    static String answer(ObjectName view, int atMost, List<ColumnDefinition> columns) {
        return checksums("(SELECT * FROM " + Identifiers.quote(view) + " LIMIT " + atMost + ")", columns);
    }

    private static String checksums(String rows, List<ColumnDefinition> columns) {
        List<String> values = new ArrayList<>();
        values.add("count(*) AS " + COUNT);
        // Of more columns the rows' hashes must do: as many aggregates outgrow an engine as well.
        for (int i = 0; i < columns.size() && columns.size() <= PART; i++) {
            values.add("count(" + Identifiers.quote(columns.get(i).name()) + ") AS " + NOT_NULL + i);
        }
        values.add("sum(cast(" + HASH + " AS decimal(38, 0))) AS " + SUM);
        values.add("bit_xor(" + HASH + ") AS " + XOR);
        return "SELECT " + String.join(", ", values) + " FROM (SELECT *, " + hash(columns) + " AS " + HASH + " FROM "
                + rows + ")";
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
        if (columns.isEmpty()) {
            return ValueDigest.hash(List.of("0"));
        }
        List<String> parts = new ArrayList<>();
        for (int from = 0; from < columns.size(); from += PART) {
            parts.add(ValueDigest.hash(columns.subList(from, Math.min(from + PART, columns.size())).stream()
                    .flatMap(
                            column -> ValueDigest.of(
                                    Identifiers.quote(column.name()),
                                    column.schema().type())
                                    .stream())
                    .toList()));
        }
        return parts.size() == 1 ? parts.get(0) : ValueDigest.hash(parts);
    }

    private static String at(ObjectName table, long version) {
        return Identifiers.quote(table) + " VERSION AS OF " + version;
    }
}
