package io.twinlake.catalogsync;

import io.twinlake.clients.databricks.EntityTags;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tags in memory, and the lists of them, which may stand still while tags change. */
final class TagsTwin implements EntityTags {
    private final RegionTwin region;
    private final SortedMap<String, SortedMap<String, String>> tags = new TreeMap<>();
    private @Nullable List<List<@Nullable String>> late;

    TagsTwin(RegionTwin region) {
        this.region = region;
    }

    /** From now on the lists tell what they tell now. */
    void standStill() {
        late = rows();
    }

    /** What somebody sets by hand, on an object or with four parts on a column. */
    void put(String entity, String key, String value) {
        tags.computeIfAbsent(entity, first -> new TreeMap<>()).put(key, value);
    }

    SortedMap<String, String> at(String entity) {
        return tags.getOrDefault(entity, new TreeMap<>());
    }

    /** What becomes of the tags of an object that is replaced. */
    void forget(ObjectName object) {
        tags.keySet().removeIf(entity -> entity.equals(object.toString()) || entity.startsWith(object + "."));
    }

    SqlTwin.Rows listed() {
        return new SqlTwin.Rows(
                List.of("schema_name", "table_name", "column_name", "tag_name", "tag_value"),
                late == null ? rows() : late);
    }

    private List<List<@Nullable String>> rows() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        tags.forEach((entity, values) -> values.forEach((key, value) -> {
            String[] parts = Arrays.copyOf(entity.split("\\."), 4);
            rows.add(Arrays.asList(parts[1], parts[2], parts[3], key, value));
        }));
        return rows;
    }

    @Override
    public SortedMap<String, String> of(Entity entity) {
        region.called("tags " + entity);
        return new TreeMap<>(at(entity.toString()));
    }

    @Override
    public void assign(Entity entity, String key, String value) {
        region.written("tag " + entity + " " + key + "=" + value);
        put(entity.toString(), key, value);
    }

    @Override
    public void change(Entity entity, String key, String value) {
        assign(entity, key, value);
    }

    @Override
    public void remove(Entity entity, String key) {
        region.written("untag " + entity + " " + key);
        at(entity.toString()).remove(key);
    }

    static Entity table(String name) {
        return new Entity(SecurableKind.TABLE, ObjectName.parse(name), null);
    }
}
