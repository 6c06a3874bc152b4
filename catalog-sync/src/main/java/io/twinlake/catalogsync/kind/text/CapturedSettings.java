package io.twinlake.catalogsync.kind.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.catalogsync.securable.Unmappable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings of the session in which a text was written, which the platform keeps with it: the text means what it meant under them. A
 * statement of ours is written under those of a SQL warehouse, and cannot say others.
 *
 * @param others those that change what a text means, and are not a warehouse's, with their values
 */
public record CapturedSettings(SortedMap<String, String> others) {
    public static final CapturedSettings NONE = new CapturedSettings(new TreeMap<>());

    /** What a warehouse has of those that change what a text means. */
    private static final Map<String, List<String>> OF_A_WAREHOUSE = Map.of(
            "spark.sql.ansi.enabled", List.of("true"),
            "spark.sql.caseSensitive", List.of("false"),
            "spark.sql.session.timeZone", List.of("utc", "etc/utc", "gmt", "z", "+00:00"),
            "spark.sql.legacy.timeParserPolicy", List.of("exception", "corrected"));

    /** Reads them among properties whose names have a prefix. */
    public static CapturedSettings read(JsonNode properties, String prefix) {
        SortedMap<String, String> others = new TreeMap<>();
        OF_A_WAREHOUSE.forEach((name, values) -> {
            String value = properties.path(prefix + name).asText("");
            if (!value.isEmpty() && !values.contains(value.toLowerCase(Locale.ROOT))) {
                others.put(name, value);
            }
        });
        return new CapturedSettings(others);
    }

    /** @throws Unmappable where a text would mean something else under a warehouse's */
    public void requireAsInAWarehouse() throws Unmappable {
        if (!others.isEmpty()) {
            throw new Unmappable(
                    "was written under " + others + ", and a text of ours is written under a SQL warehouse's settings",
                    "Write it anew at the source on a SQL warehouse, or exclude it.");
        }
    }
}
