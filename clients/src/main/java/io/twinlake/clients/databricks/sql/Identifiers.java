package io.twinlake.clients.databricks.sql;

import io.twinlake.config.name.ObjectName;
import java.util.stream.Collectors;

/** The one place where a name becomes part of a SQL text. */
public final class Identifiers {
    private Identifiers() {}

    /** One part in backticks, inner ones doubled. */
    public static String quote(String part) {
        return "`" + part.replace("`", "``") + "`";
    }

    /** All parts, each quoted, joined by dots. */
    public static String quote(ObjectName name) {
        return name.parts().stream().map(Identifiers::quote).collect(Collectors.joining("."));
    }
}
