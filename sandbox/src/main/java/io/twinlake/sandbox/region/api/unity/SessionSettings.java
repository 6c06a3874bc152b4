package io.twinlake.sandbox.region.api.unity;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The settings of a SQL warehouse's session, which the platform keeps with the text of a view or a function that was written in it. */
final class SessionSettings {

    private static final Map<String, String> OF_A_WAREHOUSE = Map.of(
            "spark.sql.ansi.enabled", "true",
            "spark.sql.session.timeZone", "Etc/UTC",
            "spark.sql.sources.default", "delta");

    private SessionSettings() {}

    static Map<String, String> captured() {
        return OF_A_WAREHOUSE;
    }

    /** A function's properties are a text of JSON. */
    static String ofAFunction() {
        return new TreeMap<>(OF_A_WAREHOUSE)
                .entrySet().stream()
                        .map(setting -> "\"sqlConfig." + setting.getKey() + "\":\"" + setting.getValue() + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
    }
}
