package io.twinlake.catalogsync.securable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The one place that says what is replicated: allow-lists, so that whatever the platform adds later is reported and not guessed at. */
public final class UnsupportedKinds {
    static final String VOLUMES = "this version of Twinlake does not replicate volumes";
    static final String MODELS = "this version of Twinlake does not replicate registered models";

    private static final Set<String> TABLES = Set.of("MANAGED", "EXTERNAL");
    private static final Set<String> VIEWS = Set.of("VIEW", "MATERIALIZED_VIEW", "METRIC_VIEW");
    private static final Set<String> LANGUAGES = Set.of("SQL", "PYTHON");

    private UnsupportedKinds() {}

    /** Whether a catalog is one that somebody filled with own objects. */
    static @Nullable String ofCatalog(ObjectNode json) {
        String type = type(json, "catalog_type");
        return type.equals("MANAGED_CATALOG")
                ? null
                : "a catalog of type " + type + " is not replicated: its content is not its own";
    }

    static boolean isView(ObjectNode json) {
        return VIEWS.contains(type(json, "table_type"));
    }

    static @Nullable String ofTable(ObjectNode json) {
        String type = type(json, "table_type");
        if (type.equals("VIEW")) {
            return null;
        }
        if (!TABLES.contains(type)) {
            return "a table of type " + type + " is not replicated";
        }
        String format = type(json, "data_source_format");
        if (!format.equals("DELTA")) {
            return "a table of format " + format + " cannot be cloned: only DELTA can";
        }
        if (json.hasNonNull("row_filter") || masked(json)) {
            return "not protected: a table with a row filter or a column mask cannot be cloned";
        }
        return null;
    }

    static @Nullable String ofFunction(ObjectNode json) {
        String language = language(json);
        return LANGUAGES.contains(language) ? null : "a function in " + language + " is not replicated";
    }

    /** SQL, or the external language's name. */
    static String language(ObjectNode json) {
        String external = SecurableJson.text(json, "external_language");
        boolean sql = type(json, "routine_body").equals("SQL");
        return sql || external == null ? type(json, "routine_body") : external.toUpperCase(Locale.ROOT);
    }

    private static boolean masked(ObjectNode json) {
        for (JsonNode column : json.path("columns")) {
            if (column.hasNonNull("mask")) {
                return true;
            }
        }
        return false;
    }

    private static String type(ObjectNode json, String field) {
        String value = SecurableJson.text(json, field);
        return value == null ? "UNKNOWN" : value.toUpperCase(Locale.ROOT);
    }
}
