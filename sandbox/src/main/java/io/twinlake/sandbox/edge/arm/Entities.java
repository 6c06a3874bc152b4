package io.twinlake.sandbox.edge.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.twinlake.sandbox.store.Document;
import io.twinlake.sandbox.store.DocumentFile;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * The entities of one type under the API Management service, by name (in any case). A document holds {@code name} and
 * {@code properties}, both as the writer gave them.
 *
 * @param serviceId the service's resource id
 * @param type last segment of the resource type: {@code backends}
 * @param noun the type in a message: {@code Backend}
 */
record Entities(DocumentFile file, String serviceId, String type, String noun) {

    Document get(String name) {
        return find(name).orElseThrow(() -> ArmFailure.notFound(noun));
    }

    Optional<Document> find(String name) {
        return file.find(key(name));
    }

    SortedMap<String, Document> all() {
        return file.under(type + "/");
    }

    /** Writes an entity. The condition may refuse by itself, with a failure of its own. */
    Document put(String name, ObjectNode body, Predicate<Optional<Document>> condition) {
        return file.put(key(name), body.put("name", name), condition).orElseThrow(ArmFailure::modified);
    }

    /** Removes an entity; false when it was not there. The condition may refuse by itself. */
    boolean delete(String name, Predicate<Optional<Document>> condition) {
        if (find(name).isEmpty()) {
            return false;
        }
        if (!file.remove(key(name), condition)) {
            throw ArmFailure.modified();
        }
        return true;
    }

    /** The name under which an entity is stored and deployed. */
    String key(String name) {
        return type + "/" + name.toLowerCase(Locale.ROOT);
    }

    /** The entity as a resource with these properties. */
    ObjectNode resource(Document document, ObjectNode properties) {
        String name = document.body().required("name").asText();
        ObjectNode resource = JsonNodeFactory.instance
                .objectNode()
                .put("id", serviceId + "/" + type + "/" + name)
                .put("type", "Microsoft.ApiManagement/service/" + type)
                .put("name", name);
        resource.set("properties", properties);
        return resource;
    }

    /** A list's body: everything in one page. */
    static ObjectNode list(ArrayNode resources) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("value", resources);
        return body.put("count", resources.size()).put("nextLink", "");
    }

    /** Answers with a resource and its entity tag. */
    static void answer(Context context, int status, Document document, ObjectNode resource) {
        context.header("ETag", IfMatch.tagOf(document));
        ArmAnswer.write(context, status, resource);
    }
}
