package io.twinlake.clients.databricks.sql;

import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SQL text and its named parameters; values never stand in the text.
 *
 * @param schema the catalog and schema in which names of fewer than three parts are looked up, if the text has such names
 */
public record Statement(
        String sql, List<Parameter> parameters, @Nullable ObjectName schema) {
    public Statement {
        parameters = List.copyOf(parameters);
    }

    public static Statement of(String sql) {
        return new Statement(sql, List.of(), null);
    }

    /** The same statement with one more parameter, for {@code :name} in the text. */
    public Statement with(String name, String type, @Nullable String value) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, type, value));
        return new Statement(sql, more, schema);
    }

    /** The same statement, run in a catalog and schema. */
    public Statement in(ObjectName newSchema) {
        return new Statement(sql, parameters, newSchema);
    }

    /** A named value; {@code type} is a SQL type such as STRING or BIGINT. */
    public record Parameter(
            String name, String type, @Nullable String value) {}
}
