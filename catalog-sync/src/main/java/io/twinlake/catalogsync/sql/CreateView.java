package io.twinlake.catalogsync.sql;

import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.clients.databricks.Identifiers;
import io.twinlake.clients.databricks.Literals;
import io.twinlake.config.ObjectName;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the statement that makes a view what it is to be, whether it exists or not. */
public final class CreateView {
    private CreateView() {}

    public static String sql(
            ObjectName name, Definition.View view, @Nullable String comment, Map<String, String> properties) {
        StringBuilder sql = new StringBuilder("CREATE OR REPLACE VIEW ").append(Identifiers.quote(name));
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
