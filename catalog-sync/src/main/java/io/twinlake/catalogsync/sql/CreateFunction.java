package io.twinlake.catalogsync.sql;

import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.clients.databricks.Identifiers;
import io.twinlake.clients.databricks.Literals;
import io.twinlake.config.ObjectName;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the statement that makes a function, or makes it what it is to be. */
public final class CreateFunction {
    private CreateFunction() {}

    /** @param exists whether there is one to be replaced; else the statement fails where somebody has made one */
    public static String sql(ObjectName name, Definition.Function function, @Nullable String comment, boolean exists) {
        StringBuilder sql = new StringBuilder(exists ? "CREATE OR REPLACE FUNCTION " : "CREATE FUNCTION ")
                .append(Identifiers.quote(name));
        sql.append(function.parameters().stream()
                .map(CreateFunction::parameter)
                .collect(Collectors.joining(", ", "(", ")")));
        sql.append(" RETURNS ").append(returns(function));
        boolean inSql = function.language().equals("SQL");
        if (!inSql) {
            sql.append(" LANGUAGE ").append(function.language());
        }
        if (function.deterministic()) {
            sql.append(" DETERMINISTIC");
        }
        sql.append(commented(comment));
        return sql.append(inSql ? " RETURN " + function.text() : " AS $$" + function.text() + "$$")
                .toString();
    }

    private static String returns(Definition.Function function) {
        return function.returns() != null
                ? function.returns()
                : function.columns().stream()
                        .map(CreateFunction::column)
                        .collect(Collectors.joining(", ", "TABLE (", ")"));
    }

    private static String column(ColumnDefinition column) {
        return Identifiers.quote(column.name()) + " " + column.type() + commented(column.comment());
    }

    private static String parameter(Definition.Function.Parameter parameter) {
        String fallback = parameter.fallback() == null ? "" : " DEFAULT " + parameter.fallback();
        return Identifiers.quote(parameter.name()) + " " + parameter.type() + fallback + commented(parameter.comment());
    }

    private static String commented(@Nullable String comment) {
        return comment == null ? "" : " COMMENT " + Literals.quote(comment);
    }
}
