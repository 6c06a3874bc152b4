package io.twinlake.catalogsync.sql;

import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.clients.databricks.Identifiers;
import io.twinlake.clients.databricks.Literals;
import io.twinlake.config.ObjectName;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the statement that makes a view, or makes it what it is to be. */
public final class CreateView {
    private CreateView() {}

    /** @param exists whether there is one to be replaced; else the statement fails where somebody has made one */
    public static String sql(
            ObjectName name,
            Definition.View view,
            @Nullable String comment,
            Map<String, String> properties,
            boolean exists) {
        StringBuilder sql =
                new StringBuilder(exists ? "CREATE OR REPLACE VIEW " : "CREATE VIEW ").append(Identifiers.quote(name));
        if (!view.columns().isEmpty()) {
            sql.append(view.columns().stream().map(CreateView::column).collect(Collectors.joining(", ", " (", ")")));
        }
        if (comment != null) {
            sql.append(" COMMENT ").append(Literals.quote(comment));
        }
        if (!properties.isEmpty()) {
            sql.append(" TBLPROPERTIES ").append(Literals.properties(properties));
        }
        return sql.append(" AS ").append(view.text()).toString();
    }

    private static String column(ColumnDefinition column) {
        String name = Identifiers.quote(column.name());
        return column.comment() == null ? name : name + " COMMENT " + Literals.quote(column.comment());
    }
}
