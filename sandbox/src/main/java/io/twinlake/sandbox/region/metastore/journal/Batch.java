package io.twinlake.sandbox.region.metastore.journal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes that belong together: all are recorded, or none is. */
public final class Batch {

    record Change(Shelf<?> shelf, String key, @Nullable Object value) {}

    private final List<Change> changes = new ArrayList<>();

    public <T> Batch put(Shelf<T> shelf, String key, T value) {
        changes.add(new Change(shelf, key, value));
        return this;
    }

    public Batch remove(Shelf<?> shelf, String key) {
        changes.add(new Change(shelf, key, null));
        return this;
    }

    List<Change> changes() {
        return changes;
    }
}
