package io.twinlake.sandbox.edge.arm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.twinlake.sandbox.edge.gateway.Deployments;
import io.twinlake.sandbox.store.Document;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The named values of the API Management service. A change is acknowledged when it is on disk and then in progress for a while: until it
 * ends, the old value is read, the gateway goes by it, and another change is refused.
 */
final class NamedValues {

    private final Entities entities;
    private final Deployments deployments;
    private final NamedValueChanges changes;

    NamedValues(Entities entities, Deployments deployments, Clock clock, Duration duration) {
        this.entities = entities;
        this.deployments = deployments;
        this.changes = new NamedValueChanges(clock, duration);
        entities.all().forEach(this::deployAtStart);
    }

    void mount(RoutesConfig routes, String service) {
        String one = service + "/namedValues/{namedValue}";
        routes.get(service + "/namedValues", this::list);
        routes.get(one, this::get);
        routes.head(one, context -> context.header("ETag", IfMatch.tagOf(entities.get(name(context)))));
        routes.put(one, this::put);
        routes.patch(one, this::patch);
        routes.delete(one, this::delete);
        routes.post(one + "/listValue", this::listValue);
        routes.get(service + "/tenant/operationResults/{operation}", this::operation);
    }

    private void deployAtStart(String key, Document document) {
        changes.before(document).ifPresent(old -> deployments.deploy(key, old, Duration.ZERO));
        deployments.deploy(key, changes.after(document), changes.remaining(document));
    }

    private void list(Context context) {
        ArrayNode resources = JsonNodeFactory.instance.arrayNode();
        entities.all().values().forEach(each -> resources.add(resource(each)));
        ArmAnswer.write(context, 200, Entities.list(resources));
    }

    private void get(Context context) {
        Document found = entities.get(name(context));
        boolean polled = context.queryParam("asyncId") != null;
        if (polled && changes.isInProgress(found)) {
            announce(context, found);
            context.status(202);
            return;
        }
        Entities.answer(context, 200, found, resource(found));
    }

    private void put(Context context) {
        ObjectNode properties = checked(ArmAnswer.properties(context));
        boolean created = entities.find(name(context)).isEmpty();
        Document written = write(context, properties, IfMatch.of(context));
        announce(context, written);
        Entities.answer(context, created ? 201 : 200, written, resource(written));
    }

    private void patch(Context context) {
        IfMatch condition = IfMatch.required(context);
        ObjectNode properties = changes.after(entities.get(name(context)));
        properties.setAll(ArmAnswer.properties(context));
        announce(context, write(context, checked(properties), condition));
        context.status(202);
    }

    private Document write(Context context, ObjectNode properties, IfMatch condition) {
        String name = name(context);
        Optional<Document> read = entities.find(name);
        Document written = entities.put(name, changes.begin(read, properties), current -> {
            requireIdle(current);
            return condition.holds(current) && current.map(Document::revision).equals(read.map(Document::revision));
        });
        deployments.deploy(entities.key(name), properties, changes.remaining(written));
        return written;
    }

    private void delete(Context context) {
        IfMatch condition = IfMatch.required(context);
        boolean deleted = entities.delete(name(context), current -> {
            requireIdle(current);
            return condition.holds(current);
        });
        if (deleted) {
            deployments.withdraw(entities.key(name(context)));
        }
        context.status(deleted ? 200 : 204);
    }

    private void requireIdle(Optional<Document> current) {
        if (current.filter(changes::isInProgress).isPresent()) {
            throw ArmFailure.inProgress("named value");
        }
    }

    private void listValue(Context context) {
        Document found = entities.get(name(context));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("value", changes.current(found).path("value"));
        Entities.answer(context, 200, found, body);
    }

    private void operation(Context context) {
        String id = context.pathParam("operation");
        Document found = entities.all().values().stream()
                .filter(each -> changes.operation(each).equals(id))
                .findFirst()
                .orElseThrow(() -> ArmFailure.notFound("Operation"));
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("name", id)
                .put("status", changes.isInProgress(found) ? "InProgress" : "Succeeded");
        body.putNull("resultInfo").putNull("error").putArray("actionLog");
        if (changes.isInProgress(found)) {
            context.header("Retry-After", "1");
        }
        ArmAnswer.write(context, 200, body);
    }

    /** Says where the change can be followed. */
    private void announce(Context context, Document written) {
        String service = "https://" + context.host() + entities.serviceId();
        String version = "?api-version=" + context.queryParam("api-version");
        String operation = changes.operation(written);
        context.header("Azure-AsyncOperation", service + "/tenant/operationResults/" + operation + version);
        context.header(
                "Location",
                service + "/namedValues/" + name(context) + version + "&asyncId=" + operation + "&asyncCode=200");
        context.header("Retry-After", "1");
    }

    private ObjectNode resource(Document document) {
        ObjectNode properties = changes.current(document);
        if (properties.path("secret").asBoolean()) {
            properties.remove("value");
        }
        properties.put("provisioningState", changes.isInProgress(document) ? "InProgress" : "Succeeded");
        return entities.resource(document, properties);
    }

    private static ObjectNode checked(ObjectNode properties) {
        if (properties.path("displayName").asText("").isEmpty()) {
            throw ArmFailure.invalid("'displayName' must not be empty.");
        }
        if (!properties.path("value").isTextual() && !properties.has("keyVault")) {
            throw ArmFailure.invalid("'value' must be text.");
        }
        return properties;
    }

    private static String name(Context context) {
        return context.pathParam("namedValue");
    }
}
