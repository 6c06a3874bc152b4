package io.twinlake.sandbox.region.api;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object under construction, in order; a field without a value is left out, as the platform leaves it out. */
public final class Fields {

    private final Map<String, Object> fields = new LinkedHashMap<>();

    public Fields with(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    @JsonValue
    Map<String, Object> fields() {
        return fields;
    }
}
