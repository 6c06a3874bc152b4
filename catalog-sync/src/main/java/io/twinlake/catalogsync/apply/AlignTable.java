package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Literals;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Re-applies what a clone does not reliably carry: a table's comment, its properties and its columns' comments. */
final class AlignTable {
    private final GuardedWorkspace replica;

    AlignTable(GuardedWorkspace replica) {
        this.replica = replica;
    }

    /** Writes only what differs: each statement is a commit, which the writing's intent expects. */
    void align(Securable wanted, Securable now, Writing writing) {
        String table = Identifiers.quote(wanted.name());
        alignComment(table, wanted.description().comment(), now.description().comment(), writing);
        if (now.bearsMarkerOfItself()) {
            execute(writing, "ALTER TABLE " + table + " UNSET TBLPROPERTIES IF EXISTS " + Literals.names(Marker.NAMES));
        }
        alignProperties(
                table, wanted.description().properties(), now.description().properties(), writing);
        if (wanted.definition() instanceof Table to && now.definition() instanceof Table from) {
            alignColumns(table, to, from, writing);
        }
    }

    private void alignComment(String table, @Nullable String wanted, @Nullable String now, Writing writing) {
        if (!Objects.equals(wanted, now)) {
            execute(writing, "COMMENT ON TABLE " + table + " IS " + literal(wanted));
        }
    }

    private void alignProperties(
            String table, SortedMap<String, String> wanted, SortedMap<String, String> now, Writing writing) {
        SortedMap<String, String> set = new TreeMap<>(wanted);
        set.entrySet().removeIf(property -> property.getValue().equals(now.get(property.getKey())));
        if (!set.isEmpty()) {
            execute(writing, "ALTER TABLE " + table + " SET TBLPROPERTIES " + Literals.properties(set));
        }
        SortedMap<String, String> unset = new TreeMap<>(now);
        unset.keySet().removeAll(wanted.keySet());
        if (!unset.isEmpty()) {
            execute(
                    writing,
                    "ALTER TABLE " + table + " UNSET TBLPROPERTIES IF EXISTS " + Literals.names(unset.keySet()));
        }
    }

    private void alignColumns(String table, Table wanted, Table now, Writing writing) {
        Map<String, ColumnDefinition> there = new HashMap<>();
        now.columns().forEach(column -> there.put(column.name(), column));
        for (ColumnDefinition column : wanted.columns()) {
            ColumnDefinition other = there.get(column.name());
            if (other != null && !Objects.equals(column.comment(), other.comment())) {
                execute(
                        writing,
                        "ALTER TABLE " + table + " ALTER COLUMN " + Identifiers.quote(column.name()) + " COMMENT "
                                + Literals.quote(column.comment() == null ? "" : column.comment()));
            }
        }
    }

    private void execute(Writing writing, String sql) {
        writing.change(() -> replica.execute(sql, null));
    }

    private static String literal(@Nullable String text) {
        return text == null ? "NULL" : Literals.quote(text);
    }
}
