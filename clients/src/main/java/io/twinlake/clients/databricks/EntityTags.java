package io.twinlake.clients.databricks;

import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Tags on objects and columns, one by one, as they are now; what lists tags in bulk may be minutes late. */
public interface EntityTags {
    /** What bears tags: an object, or one of its columns where one is named. */
    record Entity(
            SecurableKind kind, ObjectName object, @Nullable String column) {
        @Override
        public String toString() {
            return column == null ? object.toString() : object + "." + column;
        }
    }

    /** Values by key, to whoever sees the object; none of a column that does not exist. */
    SortedMap<String, String> of(Entity entity);

    void assign(Entity entity, String key, String value);

    void change(Entity entity, String key, String value);

    void remove(Entity entity, String key);
}
