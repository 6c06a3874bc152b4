package io.twinlake.sandbox.edge.function;

import java.util.Map;

/**
 * The settings by which a Function finds its warehouse: endpoint and warehouse go together, as a pair.
 *
 * @param endpoint the workspace's address
 * @param table what is looked up, as it stands in SQL
 */
public record LookupSettings(String endpoint, String warehouseId, String clientId, String clientSecret, String table) {

    /** The workspace's address or host name. */
    public static final String ENDPOINT = "DBSQL_ENDPOINT";

    public static final String WAREHOUSE = "DBSQL_WAREHOUSE_ID";

    /** The service principal that the Function is in every workspace. */
    public static final String CLIENT_ID = "DBSQL_CLIENT_ID";

    public static final String CLIENT_SECRET = "DBSQL_CLIENT_SECRET";

    /** The table's full name; {@link #DEFAULT_TABLE} unless set. */
    public static final String TABLE = "LOOKUP_TABLE";

    public static final String DEFAULT_TABLE = "gold.api.customer_summary";

    /** Reads the settings; one that is missing is named. */
    public static LookupSettings of(Map<String, String> values) {
        String endpoint = required(values, ENDPOINT);
        String address = endpoint.contains("://") ? endpoint : "https://" + endpoint;
        return new LookupSettings(
                address.endsWith("/") ? address.substring(0, address.length() - 1) : address,
                required(values, WAREHOUSE),
                required(values, CLIENT_ID),
                required(values, CLIENT_SECRET),
                values.getOrDefault(TABLE, DEFAULT_TABLE));
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("application setting " + name + " is not set");
        }
        return value;
    }
}
