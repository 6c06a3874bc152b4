package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.sql.Cursor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The properties that the platform gives to a view by itself: how its columns follow its query, and what that called them. */
final class ViewProperties {

    static final String MODE = "view.schemaMode";
    private static final String DEFAULT_MODE = "COMPENSATION";
    private static final String QUERY_COLUMNS = "view.query.out.";

    private ViewProperties() {}

    /** What follows WITH SCHEMA. */
    static String mode(Cursor statement) {
        if (statement.accept("TYPE", "EVOLUTION")) {
            return "TYPE EVOLUTION";
        }
        return statement.acceptOne("BINDING", DEFAULT_MODE, "EVOLUTION").orElseThrow(statement::unexpected);
    }

    /**
     * A view's properties once its query is written.
     *
     * @param mode null where the statement says nothing of it
     */
    static Map<String, String> of(Map<String, String> before, List<Column> query, @Nullable String mode) {
        Map<String, String> properties = new TreeMap<>(before);
        properties.keySet().removeIf(name -> name.startsWith(QUERY_COLUMNS));
        properties.put(QUERY_COLUMNS + "numCols", Integer.toString(query.size()));
        for (int i = 0; i < query.size(); i++) {
            properties.put(QUERY_COLUMNS + "col." + i, query.get(i).name());
        }
        if (mode != null) {
            properties.put(MODE, mode);
        }
        properties.putIfAbsent(MODE, DEFAULT_MODE);
        return properties;
    }
}
