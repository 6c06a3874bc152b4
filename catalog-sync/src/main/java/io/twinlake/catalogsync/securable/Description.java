package io.twinlake.catalogsync.securable;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What people say of an object, whatever its kind.
 *
 * @param properties without markers and without what the platform derives by itself
 * @param tags null where nobody has read them, or they are not shown to Twinlake
 */
public record Description(
        @Nullable String comment,
        SortedMap<String, String> properties,
        @Nullable Tags tags) {
    /** Parity's names of properties begin with it. */
    public static final String PROPERTY = "property.";

    public Description {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** Of an object whose tags nobody has read. */
    public Description(@Nullable String comment, SortedMap<String, String> properties) {
        this(comment, properties, null);
    }

    Description with(@Nullable Tags newTags) {
        return new Description(comment, properties, newTags);
    }

    Description without(Predicate<String> names) {
        SortedMap<String, String> others = new TreeMap<>(properties);
        others.keySet().removeIf(names);
        return new Description(comment, others, tags);
    }

    /** All but the tags by the names under which parity compares it. */
    public SortedMap<String, String> fields() {
        SortedMap<String, String> fields = new TreeMap<>();
        if (comment != null) {
            fields.put("comment", comment);
        }
        properties.forEach((name, value) -> fields.put(PROPERTY + name, value));
        return fields;
    }
}
