package io.twinlake.catalogsync.parity;

import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.sharing.CatalogShares;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.LookupKey;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.LostVersion;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Compares the rows of one table: the source's at the version last replicated, the replica's as they are served now. */
final class CompareRows {
    private static final Duration AT_MOST = Duration.ofHours(2);

    private static final int KEYS_NAMED = 5;

    private final Situation situation;
    private final Workspace source;
    private final Workspace replica;

    CompareRows(Situation situation, Workspace source, Workspace replica) {
        this.situation = situation;
        this.source = source;
        this.replica = replica;
    }

    ComparedRows compare(Pairing pair, Securable table, Tier tier) {
        long there = Objects.requireNonNull(pair.sourceVersion());
        long here = situation.versions().atReplica(table.name()).orElseThrow().version();
        List<ColumnDefinition> columns = ((Table) table.definition()).columns();
        boolean checksums = tier == Tier.CHECKSUMS;
        StatementId left = source.statements().submit(Statement.of(sql(table.name(), there, columns, checksums)));
        // While the replica works on its answer the source does too, and is seldom asked whether it is done.
        StatementResult rightRows;
        try {
            rightRows = replica.statements().run(Statement.of(sql(table.name(), here, columns, checksums)), AT_MOST);
        } catch (ClientException failure) {
            return unreadable(failure, situation.direction().replica(), here, true);
        }
        StatementResult leftRows;
        try {
            leftRows = source.statements().await(left, AT_MOST);
        } catch (ClientException failure) {
            boolean isNewest = situation
                    .versions()
                    .atSource(table.name())
                    .filter(now -> now.version() == there)
                    .isPresent();
            return unreadable(failure, situation.direction().source(), there, isNewest);
        }
        List<String> differences = differences(leftRows, rightRows, columns);
        if (differences.isEmpty()) {
            return new ComparedRows.Equal();
        }
        String keys = checksums ? keys(table, columns, there, here) : "";
        return new ComparedRows.Different("rows differ" + keys + ": " + String.join(", ", differences));
    }

    /** @throws ClientException where it is not the version that is gone */
    private static ComparedRows unreadable(ClientException failure, RegionName region, long version, boolean isNewest) {
        if (!LostVersion.isCauseOf(failure)) {
            throw failure;
        }
        return new ComparedRows.Unreadable(region, version, isNewest, failure.sentence());
    }

    private static String sql(ObjectName table, long version, List<ColumnDefinition> columns, boolean checksums) {
        return checksums ? RowDigestSql.checksums(table, version, columns) : RowDigestSql.count(table, version);
    }

    /** The numbers in which two digests differ, each with its values on both sides. */
    static List<String> differences(StatementResult left, StatementResult right, List<ColumnDefinition> columns) {
        List<String> differences = new ArrayList<>();
        for (String value : left.columns()) {
            String there = left.value(0, value);
            String here = right.value(0, value);
            if (!Objects.equals(there, here)) {
                differences.add(
                        described(value, columns) + " " + there + " at the source, " + here + " at the replica");
            }
        }
        return differences;
    }

    private static String described(String value, List<ColumnDefinition> columns) {
        if (value.startsWith(RowDigestSql.NOT_NULL)) {
            int column = Integer.parseInt(value.substring(RowDigestSql.NOT_NULL.length()));
            return "values in " + columns.get(column).name();
        }
        return switch (value) {
            case RowDigestSql.COUNT -> "row count";
            case RowDigestSql.SUM -> "checksum";
            default -> "second checksum";
        };
    }

    /** Names the first rows that differ, where a key is known; the source is read through its mounted share. */
    private String keys(Securable table, List<ColumnDefinition> columns, long there, long here) {
        boolean served = situation.group().apiTables().stream()
                .anyMatch(api -> api.fullName().equalsIgnoreCase(table.name().fullName()));
        try {
            Optional<String> key = served
                    ? source.catalog().find(SecurableKind.TABLE, table.name()).flatMap(LookupKey::of)
                    : Optional.empty();
            return key.map(column -> keys(column, table, columns, there, here)).orElse("");
        } catch (ClientException unread) {
            return " (which ones could not be read: " + unread.getMessage() + ")";
        }
    }

    private String keys(String key, Securable table, List<ColumnDefinition> columns, long there, long here) {
        Optional<ObjectName> mounted = CatalogShares.read(
                        source.sharing(), situation.group().name(), table.name().catalog())
                .mounted(table.name());
        if (mounted.isEmpty()) {
            return " (which ones could not be read: the source does not share the table)";
        }
        String sql = RowDigestSql.differingKeys(key, columns, mounted.get(), there, table.name(), here, KEYS_NAMED + 1);
        return named(key, replica.statements().run(Statement.of(sql), AT_MOST));
    }

    private static String named(String key, StatementResult rows) {
        List<String> keys = new ArrayList<>();
        for (int row = 0; row < Math.min(KEYS_NAMED, rows.rows().size()); row++) {
            String side = Boolean.parseBoolean(rows.value(row, "only_replica"))
                    ? " (only at the replica)"
                    : Boolean.parseBoolean(rows.value(row, "only_source")) ? " (only at the source)" : "";
            keys.add(key + " = " + rows.value(row, "differing") + side);
        }
        return " at " + String.join(", ", keys) + (rows.rows().size() > KEYS_NAMED ? " and more" : "");
    }
}
