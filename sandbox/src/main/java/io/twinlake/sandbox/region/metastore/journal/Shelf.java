package io.twinlake.sandbox.region.metastore.journal;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** All documents of one kind, in the order of their keys; changed only by committing a {@link Batch}. */
public final class Shelf<T> {

    private final String kind;
    private final Class<T> type;
    private final ConcurrentSkipListMap<String, T> documents = new ConcurrentSkipListMap<>();

    public Shelf(String kind, Class<T> type) {
        this.kind = kind;
        this.type = type;
    }

    public Optional<T> get(String key) {
        return Optional.ofNullable(documents.get(key));
    }

    public boolean has(String key) {
        return documents.containsKey(key);
    }

    public Collection<T> all() {
        return documents.values();
    }

    /** The documents whose key begins with a prefix. */
    public Collection<T> under(String prefix) {
        return documents.subMap(prefix, prefix + Character.MAX_VALUE).values();
    }

    /** The keys that begin with a prefix. */
    public List<String> keysUnder(String prefix) {
        return List.copyOf(
                documents.subMap(prefix, prefix + Character.MAX_VALUE).keySet());
    }

    String kind() {
        return kind;
    }

    Class<T> type() {
        return type;
    }

    void set(String key, Object value) {
        documents.put(key, type.cast(value));
    }

    void drop(String key) {
        documents.remove(key);
    }
}
