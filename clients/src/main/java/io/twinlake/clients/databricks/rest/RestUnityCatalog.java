package io.twinlake.clients.databricks.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.EntityTags;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.rest.transport.Call;
import io.twinlake.clients.databricks.rest.transport.PathParts;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

final class RestUnityCatalog implements UnityCatalog {
    static final String ROOT = "/api/2.1/unity-catalog";
    private static final String DIRECT = "permissions";
    private static final String EFFECTIVE = "effective-permissions";
    private static final String READ_GRANTS = "read the grants on ";

    private final WorkspaceCalls calls;

    RestUnityCatalog(WorkspaceCalls calls) {
        this.calls = calls;
    }

    @Override
    public ObjectNode metastore() {
        return calls.send(Call.get(ROOT + "/metastore_summary", "read the metastore", null));
    }

    @Override
    public Stream<ObjectNode> catalogs() {
        return Pages.of(calls, Call.get(ROOT + "/catalogs", "list catalogs", null), "catalogs");
    }

    @Override
    public Stream<ObjectNode> schemas(String catalog) {
        Call list = Call.get(ROOT + "/schemas", "list schemas of", catalog).with("catalog_name", catalog);
        return Pages.of(calls, list, "schemas");
    }

    @Override
    public Stream<ObjectNode> inSchema(SecurableKind kind, ObjectName schema) {
        String collection = collection(kind);
        Call list = Call.get(ROOT + "/" + collection, "list " + collection + " of", schema.toString());
        Call inParts = list.with("catalog_name", schema.catalog()).with("schema_name", schema.name());
        return switch (kind) {
            case MODEL -> Pages.of(calls, inParts, "registered_models");
            case SECRET -> Pages.ofUsualSize(calls, inParts, collection);
            case MODEL_SERVICE, MODEL_PROVIDER, MCP_SERVICE ->
                Pages.ofUsualSize(
                        calls, list.with("parent", "schemas/" + schema.fullName()), collection.replace('-', '_'));
            case CATALOG, SCHEMA, TABLE, VIEW, FUNCTION, VOLUME, POLICY ->
                Pages.of(calls, whole(inParts, kind), collection);
        };
    }

    @Override
    public Optional<ObjectNode> find(SecurableKind kind, ObjectName name) {
        try {
            Call read = Call.get(path(kind, name), "read " + kind.word(), name.toString());
            return Optional.of(calls.send(whole(read, kind)));
        } catch (ClientException refused) {
            if (refused.category() == FailureCategory.NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** What a function reads is told to whoever asks for it; the SDK's model of the question does not know how. */
    private static Call whole(Call read, SecurableKind kind) {
        return kind == SecurableKind.FUNCTION ? read.with("include_dependencies", "true") : read;
    }

    @Override
    public ObjectNode create(SecurableKind kind, ObjectNode body) {
        return calls.send(Call.post(ROOT + "/" + collection(kind), body, "create " + kind.word(), nameIn(body)));
    }

    @Override
    public ObjectNode update(SecurableKind kind, ObjectName name, ObjectNode changes) {
        return calls.send(Call.patch(path(kind, name), changes, "change " + kind.word(), name.toString()));
    }

    @Override
    public void delete(SecurableKind kind, ObjectName name) {
        calls.send(Call.delete(path(kind, name), "delete " + kind.word(), name.toString()));
    }

    @Override
    public List<Grant> grants(SecurableKind kind, ObjectName name) {
        Call list = Call.get(permissions(kind, name, DIRECT), READ_GRANTS + kind.word(), name.toString());
        return grants(list, JsonNode::asText);
    }

    @Override
    public List<Grant> effectiveGrants(SecurableKind kind, ObjectName name) {
        return effective(Call.get(permissions(kind, name, EFFECTIVE), READ_GRANTS + kind.word(), name.toString()));
    }

    @Override
    public List<Grant> grantsOnMetastore() {
        String path = PathParts.path(
                ROOT + "/" + EFFECTIVE,
                "metastore",
                metastore().path("metastore_id").asText());
        return effective(Call.get(path, READ_GRANTS + "the metastore", null));
    }

    @Override
    public List<ObjectNode> policiesOver(SecurableKind kind, ObjectName name) {
        String path = PathParts.path(ROOT + "/policies", securableType(kind), name.fullName());
        Call list = Call.get(path, "list the policies over " + kind.word(), name.toString())
                .with("include_inherited", "true");
        try (Stream<ObjectNode> policies = Pages.of(calls, list, "policies")) {
            return policies.toList();
        }
    }

    @Override
    public EntityTags tags() {
        return new RestEntityTags(calls);
    }

    @Override
    public Stream<ObjectNode> externalLocations() {
        Call list = Call.get(ROOT + "/external-locations", "list external locations", null);
        return Pages.of(calls, list, "external_locations");
    }

    @Override
    public List<Grant> grantsOnExternalLocation(String name) {
        String path = PathParts.path(ROOT + "/" + EFFECTIVE, "external_location", name);
        return effective(Call.get(path, READ_GRANTS + "external location", name));
    }

    private List<Grant> effective(Call list) {
        return grants(list, privilege -> privilege.path("privilege").asText());
    }

    private List<Grant> grants(Call list, Function<JsonNode, String> privilege) {
        Map<Grantee, List<String>> byGrantee = new LinkedHashMap<>();
        try (Stream<ObjectNode> assignments = Pages.of(calls, list, "privilege_assignments")) {
            assignments.forEach(each -> {
                List<String> privileges = byGrantee.computeIfAbsent(Grantee.of(each), grantee -> new ArrayList<>());
                each.path("privileges").forEach(one -> privileges.add(privilege.apply(one)));
            });
        }
        return byGrantee.entrySet().stream()
                .map(each -> new Grant(each.getKey().principal(), each.getKey().isDeleted(), each.getValue()))
                .toList();
    }

    /** Who is deleted has left his id, and no name. */
    private record Grantee(String principal, boolean isDeleted) {
        static Grantee of(ObjectNode assignment) {
            String name = assignment.path("principal").asText();
            return name.isEmpty()
                    ? new Grantee(assignment.path("principal_id").asText(), true)
                    : new Grantee(name, false);
        }
    }

    @Override
    public void changeGrants(SecurableKind kind, ObjectName name, List<GrantChange> changes) {
        ObjectNode body = WorkspaceCalls.body();
        ArrayNode list = body.putArray("changes");
        for (GrantChange change : changes) {
            ObjectNode entry = list.addObject().put("principal", change.principal());
            change.add().forEach(entry.putArray("add")::add);
            change.remove().forEach(entry.putArray("remove")::add);
        }
        calls.send(Call.patch(
                permissions(kind, name, DIRECT), body, "change the grants on " + kind.word(), name.toString()));
    }

    private static String path(SecurableKind kind, ObjectName name) {
        return PathParts.path(ROOT + "/" + collection(kind), name.fullName());
    }

    private static String permissions(SecurableKind kind, ObjectName name, String list) {
        return PathParts.path(ROOT + "/" + list, securableType(kind), name.fullName());
    }

    static String collection(SecurableKind kind) {
        return switch (kind) {
            case CATALOG -> "catalogs";
            case SCHEMA -> "schemas";
            case TABLE, VIEW -> "tables";
            case FUNCTION -> "functions";
            case VOLUME -> "volumes";
            case MODEL -> "models";
            case SECRET -> "secrets";
            case MODEL_SERVICE -> "model-services";
            case MODEL_PROVIDER -> "model-provider-services";
            case MCP_SERVICE -> "mcp-services";
            case POLICY -> "policies";
        };
    }

    /** Views are granted as tables, registered models as functions. */
    private static String securableType(SecurableKind kind) {
        return switch (kind) {
            case VIEW -> "table";
            case MODEL -> "function";
            case CATALOG, SCHEMA, TABLE, FUNCTION, VOLUME, SECRET, MODEL_SERVICE, MODEL_PROVIDER, MCP_SERVICE, POLICY ->
                kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String nameIn(ObjectNode body) {
        JsonNode object = body.has("function_info") ? body.path("function_info") : body;
        return Stream.of("catalog_name", "schema_name", "name")
                .map(field -> object.path(field).asText(""))
                .filter(part -> !part.isEmpty())
                .reduce((parent, child) -> parent + "." + child)
                .orElse("");
    }
}
