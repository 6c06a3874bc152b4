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
 * @param others those that may change what a text means, and are not known to be a warehouse's, with their values
 */
public record CapturedSettings(SortedMap<String, String> others) {
    public static final CapturedSettings NONE = new CapturedSettings(new TreeMap<>());

    /** What a warehouse has of those that change what a text means; of others that may nobody can tell. */
    private static final Map<String, List<String>> OF_A_WAREHOUSE = Map.of(
            "spark.sql.ansi.enabled", List.of("true"),
            "spark.sql.caseSensitive", List.of("false"),
            "spark.sql.session.timeZone", List.of("utc", "etc/utc", "gmt", "z", "+00:00"),
            "spark.sql.legacy.timeParserPolicy", List.of("exception", "corrected"));

    private static final String OF_SQL = "spark.sql.";

    /** How names begin of settings that change how a text is run, or what is written, and not what it means. */
    private static final List<String> HARMLESS = List.of(
            "adaptive.",
            "autoBroadcastJoinThreshold",
            "broadcastTimeout",
            "catalog.",
            "catalogImplementation",
            "cbo.",
            "codegen.",
            "execution.",
            "extensions",
            "files.",
            "functions.remoteHttpClient.",
            "globalTempDatabase",
            "hive.",
            "inMemoryColumnarStorage.",
            "legacy.createHiveTableByDefault",
            "optimizer.",
            "parquet.compression.codec",
            "readOnlySecurityLevel",
            "redaction.",
            "shuffle.",
            "sources.",
            // What it changes, a query's own names of its columns, is told beside the text.
            "stableDerivedColumnAlias.",
            "statistics.",
            "streaming.",
            "thriftserver.",
            "thriftServer.",
            "ui.",
            "warehouse.");

    /** Reads them among properties whose names have a prefix. */
    public static CapturedSettings read(JsonNode properties, String prefix) {
        SortedMap<String, String> others = new TreeMap<>();
        properties.fieldNames().forEachRemaining(property -> {
            String value = properties.path(property).asText("");
            if (property.startsWith(prefix + OF_SQL) && !value.isEmpty()) {
                String name = property.substring(prefix.length());
                if (!isOfAWarehouse(name, value)) {
                    others.put(name, value);
                }
            }
        });
        return new CapturedSettings(others);
    }

    private static boolean isOfAWarehouse(String name, String value) {
        List<String> values = OF_A_WAREHOUSE.get(name);
        return values != null
                ? values.contains(value.toLowerCase(Locale.ROOT))
                : HARMLESS.stream().anyMatch(harmless -> name.startsWith(harmless, OF_SQL.length()));
    }

    public void putFields(Map<String, String> fields) {
        if (!others.isEmpty()) {
            fields.put("settings", others.toString());
        }
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
