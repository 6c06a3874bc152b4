package io.twinlake.ledger.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How values that JDBC has no type for are kept in columns. */
final class Columns {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Integer>> COUNTS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private Columns() {}

    /** An instant as it comes back from a column: both databases keep microseconds. */
    static Instant kept(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : kept(instant).atOffset(ZoneOffset.UTC);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable Long numberOrNull(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    static Direction direction(ResultSet row) throws SQLException {
        return new Direction(
                new RegionName(row.getString("source_region")), new RegionName(row.getString("replica_region")));
    }

    static String json(Map<String, ?> map) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(map));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for " + map, e);
        }
    }

    static Map<String, Integer> counts(ResultSet row, String column) throws SQLException {
        return read(row.getString(column), COUNTS);
    }

    static Map<String, String> texts(ResultSet row, String column) throws SQLException {
        return read(row.getString(column), TEXTS);
    }

    /** The map of a column that is null where it is empty. */
    static SortedMap<String, String> textsOrNone(ResultSet row, String column) throws SQLException {
        @Nullable String json = row.getString(column);
        return json == null ? new TreeMap<>() : read(json, TEXTS);
    }

    /** JSON for such a column. */
    static @Nullable String jsonOrNull(Map<String, ?> map) {
        return map.isEmpty() ? null : json(map);
    }

    private static <T> T read(String json, TypeReference<T> type) throws SQLException {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new SQLException("a column does not hold the JSON it should: " + json, e);
        }
    }
}
