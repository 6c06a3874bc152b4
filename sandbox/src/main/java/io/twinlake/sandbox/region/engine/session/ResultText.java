package io.twinlake.sandbox.region.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.VariantVal;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Values as the Statement Execution API writes them in its format JSON_ARRAY. */
public final class ResultText {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");

    private ResultText() {}

    /** All values of a row. */
    public static List<@Nullable String> row(Row row) {
        List<@Nullable String> values = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            values.add(row.isNullAt(i) ? null : value(row.get(i)));
        }
        return values;
    }

    /** A point in time. */
    public static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC)) + "Z";
    }

    private static String value(Object value) {
        if (value instanceof Row || value instanceof scala.collection.Map || value instanceof scala.collection.Seq) {
            return json(value).toString();
        }
        return scalar(value);
    }

    private static String scalar(Object value) {
        if (value instanceof Instant instant) {
            return time(instant);
        }
        if (value instanceof LocalDateTime local) {
            return TIME.format(local);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof VariantVal variant) {
            return variant.toJson(ZoneOffset.UTC);
        }
        return value.toString();
    }

    private static JsonNode json(@Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof Row row) {
            return object(row);
        }
        if (value instanceof scala.collection.Seq<?> elements) {
            ArrayNode array = JSON.arrayNode();
            CollectionConverters.asJava(elements).forEach(element -> array.add(json(element)));
            return array;
        }
        if (value instanceof scala.collection.Map<?, ?> entries) {
            ObjectNode object = JSON.objectNode();
            for (Map.Entry<?, ?> entry : CollectionConverters.asJava(entries).entrySet()) {
                object.set(value(entry.getKey()), json(entry.getValue()));
            }
            return object;
        }
        return number(value);
    }

    private static JsonNode object(Row row) {
        StructType schema = row.schema();
        ObjectNode object = JSON.objectNode();
        for (int i = 0; i < row.size(); i++) {
            object.set(schema.fields()[i].name(), json(row.get(i)));
        }
        return object;
    }

    private static JsonNode number(Object value) {
        if (value instanceof Boolean flag) {
            return JSON.booleanNode(flag);
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? JSON.numberNode(number) : JSON.textNode(number.toString());
        }
        if (value instanceof Float number) {
            return Float.isFinite(number) ? JSON.numberNode(number) : JSON.textNode(number.toString());
        }
        if (value instanceof BigDecimal decimal) {
            return JSON.numberNode(decimal);
        }
        if (value instanceof Number number) {
            return JSON.numberNode(number.longValue());
        }
        return JSON.textNode(scalar(value));
    }
}
