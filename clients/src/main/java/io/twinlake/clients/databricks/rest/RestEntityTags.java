package io.twinlake.clients.databricks.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.EntityTags;
import io.twinlake.clients.databricks.rest.transport.Call;
import io.twinlake.clients.databricks.rest.transport.PathParts;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Over the endpoints of entity tag assignments, to which a view is a table. */
final class RestEntityTags implements EntityTags {
    private static final String ROOT = RestUnityCatalog.ROOT + "/entity-tag-assignments";

    private final WorkspaceCalls calls;

    RestEntityTags(WorkspaceCalls calls) {
        this.calls = calls;
    }

    @Override
    public SortedMap<String, String> of(Entity entity) {
        SortedMap<String, String> tags = new TreeMap<>();
        Call list = Call.get(path(entity), "read the tags of", entity.toString());
        try (Stream<ObjectNode> assigned = Pages.of(calls, list, "tag_assignments")) {
            assigned.forEach(tag ->
                    tags.put(tag.path("tag_key").asText(), tag.path("tag_value").asText("")));
        } catch (ClientException failure) {
            if (entity.column() == null || failure.category() != FailureCategory.NOT_FOUND) {
                throw failure;
            }
        }
        return tags;
    }

    @Override
    public void assign(Entity entity, String key, String value) {
        ObjectNode body = body(value)
                .put("entity_type", type(entity))
                .put("entity_name", name(entity))
                .put("tag_key", key);
        calls.send(Call.post(ROOT, body, "assign tag " + key + " to", entity.toString()));
    }

    @Override
    public void change(Entity entity, String key, String value) {
        calls.send(Call.patch(
                        PathParts.path(path(entity), key), body(value), "change tag " + key + " of", entity.toString())
                .with("update_mask", "tag_value"));
    }

    @Override
    public void remove(Entity entity, String key) {
        calls.send(Call.delete(PathParts.path(path(entity), key), "remove tag " + key + " of", entity.toString()));
    }

    private static ObjectNode body(String value) {
        return WorkspaceCalls.body().put("tag_value", value);
    }

    private static String path(Entity entity) {
        return PathParts.path(ROOT, type(entity), name(entity), "tags");
    }

    private static String name(Entity entity) {
        String object = entity.object().fullName();
        return entity.column() == null ? object : object + "." + entity.column();
    }

    private static String type(Entity entity) {
        return entity.column() != null ? "columns" : RestUnityCatalog.collection(entity.kind());
    }
}
