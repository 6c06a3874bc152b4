package io.twinlake.sandbox.edge.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.twinlake.sandbox.edge.gateway.Deployments;
import io.twinlake.sandbox.store.Document;
import java.time.Duration;
import java.util.Optional;

/** The backends of the API Management service: every change is acknowledged when it is on disk, and then deployed to the gateway. */
final class Backends {

    private final Entities entities;
    private final Deployments deployments;

    Backends(Entities entities, Deployments deployments) {
        this.entities = entities;
        this.deployments = deployments;
        entities.all().forEach((key, each) -> deployments.deploy(key, properties(each), Duration.ZERO));
    }

    void mount(RoutesConfig routes, String service) {
        String one = service + "/backends/{backend}";
        routes.get(service + "/backends", this::list);
        routes.get(one, this::get);
        routes.head(one, this::head);
        routes.put(one, this::put);
        routes.patch(one, this::patch);
        routes.delete(one, this::delete);
        routes.post(one + "/reconnect", this::reconnect);
    }

    /** Writes a backend unless there is one of that name. */
    void seed(String name, ObjectNode properties) {
        if (entities.find(name).isEmpty()) {
            deploy(name, entities.put(name, body(properties), current -> true));
        }
    }

    private void list(Context context) {
        ArrayNode resources = JsonNodeFactory.instance.arrayNode();
        entities.all().values().forEach(each -> resources.add(resource(each)));
        ArmAnswer.write(context, 200, Entities.list(resources));
    }

    private void get(Context context) {
        Document found = entities.get(name(context));
        Entities.answer(context, 200, found, resource(found));
    }

    private void head(Context context) {
        context.header("ETag", IfMatch.tagOf(entities.get(name(context))));
    }

    private void put(Context context) {
        String name = name(context);
        ObjectNode properties = checked(ArmAnswer.properties(context));
        IfMatch condition = IfMatch.of(context);
        boolean created = entities.find(name).isEmpty();
        Document written = entities.put(name, body(properties), condition::holds);
        deploy(name, written);
        Entities.answer(context, created ? 201 : 200, written, resource(written));
    }

    private void patch(Context context) {
        String name = name(context);
        IfMatch condition = IfMatch.required(context);
        Document read = entities.get(name);
        ObjectNode properties = properties(read);
        merge(properties, ArmAnswer.properties(context));
        Document written = entities.put(
                name,
                body(checked(properties)),
                current -> condition.holds(current)
                        && current.filter(now -> now.revision() == read.revision())
                                .isPresent());
        deploy(name, written);
        Entities.answer(context, 200, written, resource(written));
    }

    private void delete(Context context) {
        String name = name(context);
        boolean deleted = entities.delete(name, IfMatch.required(context)::holds);
        if (deleted) {
            deployments.withdraw(entities.key(name));
        }
        context.status(deleted ? 200 : 204);
    }

    private void reconnect(Context context) {
        entities.get(name(context));
        deployments.reconnect();
        context.status(202);
    }

    private void deploy(String name, Document written) {
        deployments.deploy(entities.key(name), properties(written), Duration.ZERO);
    }

    private ObjectNode resource(Document document) {
        return entities.resource(document, properties(document));
    }

    private static ObjectNode properties(Document document) {
        return (ObjectNode) document.body().required("properties");
    }

    private static ObjectNode body(ObjectNode properties) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("properties", properties);
        return body;
    }

    private static String name(Context context) {
        return context.pathParam("backend");
    }

    private static ObjectNode checked(ObjectNode properties) {
        boolean pool = "Pool".equalsIgnoreCase(properties.path("type").asText());
        if (pool && properties.path("pool").path("services").isEmpty()) {
            throw ArmFailure.invalid("a backend of type Pool needs pool.services.");
        }
        if (!pool && properties.path("url").asText("").isEmpty()) {
            throw ArmFailure.invalid("'url' must not be empty.");
        }
        if (!pool && properties.path("protocol").asText("").isEmpty()) {
            throw ArmFailure.invalid("'protocol' must be http or soap.");
        }
        return properties;
    }

    /** A merge patch: objects merge, null removes, everything else replaces. */
    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> {
            Optional<JsonNode> current = Optional.ofNullable(target.get(field.getKey()));
            if (field.getValue().isNull()) {
                target.remove(field.getKey());
            } else if (field.getValue() instanceof ObjectNode change
                    && current.orElse(null) instanceof ObjectNode object) {
                merge(object, change);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        });
    }
}
