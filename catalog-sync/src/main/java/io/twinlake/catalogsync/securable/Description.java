package io.twinlake.catalogsync.securable;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What people say of an object, whatever its kind.
 *
 * @param properties without markers and without what the platform derives by itself
 */
public record Description(@Nullable String comment, SortedMap<String, String> properties) {
    public Description {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** All of it by the names under which parity compares it. */
    public SortedMap<String, String> fields() {
        SortedMap<String, String> fields = new TreeMap<>();
        if (comment != null) {
            fields.put("comment", comment);
        }
        properties.forEach((name, value) -> fields.put("property." + name, value));
        return fields;
    }
}
