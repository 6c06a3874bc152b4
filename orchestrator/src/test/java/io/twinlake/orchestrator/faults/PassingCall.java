package io.twinlake.orchestrator.faults;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A call of the product on its way to a region.
 *
 * @param number its place among the calls of both regions since they were counted, from 1; 0 for one that is not counted
 * @param statement the SQL that it carries, if any
 */
record PassingCall(
        int number,
        String region,
        String method,
        String path,
        @Nullable String statement) {
    private static final Pattern READS =
            Pattern.compile("^(SELECT|DESCRIBE|SHOW|WITH|EXPLAIN|LIST)\\b", Pattern.CASE_INSENSITIVE);

    /** Whether it could change anything. */
    boolean isWrite() {
        if (statement != null) {
            return !READS.matcher(statement.strip()).find();
        }
        return !method.equals("GET") && !path.startsWith("/oidc/") && !path.endsWith("/start");
    }

    /** What it does, as a person reads it in a table: the same for the same step of two syncs of catalogs of different names. */
    String told(String catalog) {
        String what = statement == null
                ? method + " " + path.replaceFirst("\\?.*", "")
                : beginning(statement.replace(catalog, "C"));
        return (region + " " + what)
                .replace(catalog, "C")
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                .replaceAll("/warehouses/\\w+", "/warehouses/W")
                .replaceAll("\\b\\d{6,}\\b", "N");
    }

    private static String beginning(String statement) {
        String line = statement.strip().replaceAll("\\s+", " ").replace("`", "");
        return line.length() <= 70 ? line : line.substring(0, 70);
    }

    /** Whether it changes the object itself. */
    boolean writes(String object) {
        String text = (path + " " + (statement == null ? "" : statement))
                .replace("`", "")
                .toLowerCase(Locale.ROOT);
        return isWrite() && text.contains(object.toLowerCase(Locale.ROOT));
    }
}
