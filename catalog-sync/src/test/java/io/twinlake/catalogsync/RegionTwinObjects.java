package io.twinlake.catalogsync;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts objects into a twin as their owners would, beside Twinlake. */
final class RegionTwinObjects {
    private final RegionTwin region;

    RegionTwinObjects(RegionTwin region) {
        this.region = region;
    }

    /** A catalog with a schema. */
    RegionTwinObjects schema(String catalog, String schema) {
        ObjectNode catalogJson = JsonNodeFactory.instance.objectNode();
        catalogJson.put("name", catalog).put("catalog_type", "MANAGED_CATALOG").put("owner", "twinlake");
        catalogJson.put("id", region.nextId());
        region.objects.putIfAbsent(RegionTwin.key(SecurableKind.CATALOG, ObjectName.of(catalog)), catalogJson);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", schema).put("catalog_name", catalog).put("owner", "twinlake");
        json.put("schema_id", region.nextId());
        region.objects.put(RegionTwin.key(SecurableKind.SCHEMA, ObjectName.of(catalog, schema)), json);
        return this;
    }

    /** A managed Delta table with one commit. */
    ObjectNode table(String name, String content) {
        ObjectName table = ObjectName.parse(name);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        named(json, table, region).put("table_type", "MANAGED").put("data_source_format", "DELTA");
        ObjectNode column = json.putArray("columns").addObject();
        column.put("name", "id").put("type_text", "string").put("position", 0).put("nullable", false);
        region.objects.put(RegionTwin.key(SecurableKind.TABLE, table), json);
        region.histories.remove(table.toString());
        region.commit(table, "CREATE TABLE AS SELECT", "alice", null, content);
        return json;
    }

    ObjectNode view(String name, String text, String... reads) {
        ObjectName view = ObjectName.parse(name);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        named(json, view, region).put("table_type", "VIEW").put("view_definition", text);
        var dependencies = json.putObject("view_dependencies").putArray("dependencies");
        for (String read : reads) {
            dependencies.addObject().putObject("table").put("table_full_name", read);
        }
        region.objects.put(RegionTwin.key(SecurableKind.VIEW, view), json);
        return json;
    }

    ObjectNode function(String name, String text) {
        ObjectName function = ObjectName.parse(name);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        named(json, function, region).put("routine_body", "SQL").put("routine_definition", text);
        json.put("full_data_type", "INT");
        json.putObject("input_params")
                .putArray("parameters")
                .addObject()
                .put("name", "x")
                .put("type_text", "int");
        region.objects.put(RegionTwin.key(SecurableKind.FUNCTION, function), json);
        return json;
    }

    ObjectNode model(String name) {
        return listed(SecurableKind.MODEL, name);
    }

    /** One of a kind of which nothing is read but its name. */
    ObjectNode listed(SecurableKind kind, String name) {
        ObjectName object = ObjectName.parse(name);
        ObjectNode json = named(JsonNodeFactory.instance.objectNode(), object, region);
        region.objects.put(RegionTwin.key(kind, object), json);
        return json;
    }

    void own(SecurableKind kind, String name, String owner) {
        region.objects.get(RegionTwin.key(kind, ObjectName.parse(name))).put("owner", owner);
    }

    String owner(SecurableKind kind, String name) {
        return region.objects
                .get(RegionTwin.key(kind, ObjectName.parse(name)))
                .path("owner")
                .asText();
    }

    void set(SecurableKind kind, String name, String property, String value) {
        region.objects
                .get(RegionTwin.key(kind, ObjectName.parse(name)))
                .withObjectProperty("properties")
                .put(property, value);
    }

    @Nullable
    String property(SecurableKind kind, String name, String property) {
        return region.objects
                .get(RegionTwin.key(kind, ObjectName.parse(name)))
                .path("properties")
                .path(property)
                .asText(null);
    }

    void grant(SecurableKind kind, String name, String principal, String... privileges) {
        region.grants
                .computeIfAbsent(RegionTwin.key(kind, ObjectName.parse(name)), key -> new TreeMap<>())
                .put(principal, List.of(privileges));
    }

    Map<String, List<String>> grants(SecurableKind kind, String name) {
        return region.grants.getOrDefault(RegionTwin.key(kind, ObjectName.parse(name)), Map.of());
    }

    /** A policy that filters the rows of all tables in what it stands on. */
    void policy(String on, String name, String to, String except) {
        ObjectNode policy = JsonNodeFactory.instance
                .objectNode()
                .put("id", region.nextId())
                .put("name", name)
                .put("on_securable_type", "SCHEMA")
                .put("on_securable_fullname", on)
                .put("policy_type", "POLICY_TYPE_ROW_FILTER");
        policy.putObject("row_filter").put("function_name", "gold.s.mine");
        policy.putArray("to_principals").add(to);
        policy.putArray("except_principals").add(except);
        region.policies.computeIfAbsent(on, first -> new ArrayList<>()).add(policy);
    }

    /** A function of one column that filters or masks. */
    static ObjectNode guard(ObjectName function, String columns, String column) {
        ObjectNode guard = JsonNodeFactory.instance.objectNode().put("function_name", function.fullName());
        guard.putArray(columns).add(column);
        return guard;
    }

    static ObjectNode named(ObjectNode json, ObjectName name, RegionTwin region) {
        json.put("catalog_name", name.catalog())
                .put("schema_name", name.parent().name());
        json.put("name", name.name()).put("owner", "twinlake");
        return json.put("table_id", region.nextId());
    }
}
