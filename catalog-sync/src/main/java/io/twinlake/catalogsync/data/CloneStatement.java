package io.twinlake.catalogsync.data;

import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Literals;
import io.twinlake.config.name.ObjectName;

/**
 * Writes the statement that copies a table at a pinned version; run again, it copies only what is new. An original gets no marker. Where
 * nothing stood, the statement fails where somebody has made a table meanwhile.
 */
final class CloneStatement {
    private CloneStatement() {}

    static String sql(ObjectName source, Securable wanted, long version, CloneTarget onto) {
        StringBuilder sql = new StringBuilder(onto.exists() ? "CREATE OR REPLACE TABLE " : "CREATE TABLE ")
                .append(Identifiers.quote(wanted.name()))
                .append(" DEEP CLONE ")
                .append(Identifiers.quote(source))
                .append(" VERSION AS OF ")
                .append(version);
        onto.marker()
                .ifPresent(marker -> sql.append(" TBLPROPERTIES ").append(Literals.properties(marker.properties())));
        if (wanted.definition() instanceof Table table && table.external() && table.location() != null) {
            sql.append(" LOCATION ").append(Literals.quote(table.location()));
        }
        return sql.toString();
    }
}
