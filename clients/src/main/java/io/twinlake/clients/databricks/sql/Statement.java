package io.twinlake.clients.databricks.sql;

import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SQL text and its named parameters; values never stand in the text.
 *
 * @param readOnly whether it changes nothing, so that it may be handed in again
 * @param schema the catalog and schema in which names of fewer than three parts are looked up, if the text has such names
 */
public record Statement(
        String sql,
        List<Parameter> parameters,
        boolean readOnly,
        @Nullable ObjectName schema) {
    public Statement {
        parameters = List.copyOf(parameters);
    }

    /** One that may change something: it is handed in once and never again. */
    public static Statement of(String sql) {
        return new Statement(sql, List.of(), false, null);
    }

    /** One that reads and changes nothing, however often it is handed in. */
    public static Statement reading(String sql) {
        return new Statement(sql, List.of(), true, null);
    }

    /** The same statement with one more parameter, for {@code :name} in the text. */
    public Statement with(String name, String type, @Nullable String value) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, type, value));
        return new Statement(sql, more, readOnly, schema);
    }

    /** The same statement, run in a catalog and schema. */
    public Statement in(ObjectName newSchema) {
        return new Statement(sql, parameters, readOnly, newSchema);
    }

    /** A named value; {@code type} is a SQL type such as STRING or BIGINT. */
    public record Parameter(
            String name, String type, @Nullable String value) {}
}
