package io.twinlake.catalogsync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.databricks.sharing.Sharing;
import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Shares in memory; a recipient makes this region a provider of its peer, and what is given is seen there, each after some looks. */
final class SharingTwin implements Sharing {
    private final RegionTwin region;
    final Map<String, ObjectNode> shares = new TreeMap<>();
    final List<ObjectNode> recipients = new ArrayList<>();
    RegionTwin peer;
    /** How often one looks in vain for the peer as a provider. */
    int looksForProvider;
    /** How often one looks in vain for what this region gives. */
    int looksForContents;

    SharingTwin(RegionTwin region) {
        this.region = region;
    }

    @Override
    public Stream<ObjectNode> shares() {
        region.called("list shares");
        return shares.keySet().stream()
                .map(name -> JsonNodeFactory.instance.objectNode().put("name", name));
    }

    @Override
    public Optional<ObjectNode> findShare(String name) {
        region.called("find share " + name);
        return Optional.ofNullable(shares.get(name)).map(ObjectNode::deepCopy);
    }

    @Override
    public ObjectNode createShare(String name, String comment) {
        region.written("create share " + name);
        ObjectNode share =
                JsonNodeFactory.instance.objectNode().put("name", name).put("comment", comment);
        share.putArray("objects");
        shares.put(name, share);
        return share;
    }

    @Override
    public ObjectNode updateShare(String name, List<ObjectNode> updates) {
        region.written("update share " + name + " " + updates);
        ArrayNode objects = (ArrayNode) shares.get(name).get("objects");
        for (ObjectNode update : updates) {
            JsonNode object = update.get("data_object");
            switch (update.path("action").asText()) {
                case "ADD" ->
                    objects.add(((ObjectNode) object.deepCopy()).put("added_at", TwoRegions.NOW.toEpochMilli()));
                case "REMOVE" -> remove(objects, object.path("name").asText());
                default -> throw new IllegalStateException("a change that no sync makes: " + update);
            }
        }
        return shares.get(name);
    }

    @Override
    public Stream<ObjectNode> recipients() {
        return recipients.stream();
    }

    @Override
    public ObjectNode createRecipient(ObjectNode body) {
        region.written("create recipient " + body.get("name"));
        recipients.add(body);
        return body;
    }

    @Override
    public void grantShare(String share, String recipient) {
        region.written("grant share " + share);
    }

    @Override
    public Stream<ObjectNode> providers() {
        ObjectNode provider = JsonNodeFactory.instance.objectNode().put("name", "provider-" + peer.name);
        provider.put("data_provider_global_metastore_id", "azure:" + peer.name);
        return peer.sharing.recipients.isEmpty() || looksForProvider-- > 0 ? Stream.empty() : Stream.of(provider);
    }

    private static void remove(ArrayNode objects, String name) {
        for (int i = objects.size() - 1; i >= 0; i--) {
            if (objects.get(i).path("name").asText().equals(name)) {
                objects.remove(i);
            }
        }
    }

    /** The table that a mount at the peer shows, by its name here. */
    Optional<ObjectName> meant(ObjectName mounted) {
        return given(mounted.catalog())
                .filter(object -> seen(object, mounted.catalog()).equals(mounted))
                .map(object -> ObjectName.parse(object.path("name").asText()))
                .findFirst();
    }

    /** The tables that a mount at the peer shows in a schema. */
    Stream<ObjectNode> shown(ObjectName schema) {
        return looksForContents-- > 0
                ? Stream.empty()
                : given(schema.catalog())
                        .map(object -> seen(object, schema.catalog()))
                        .filter(table -> table.parent().equals(schema))
                        .map(table -> JsonNodeFactory.instance.objectNode().put("name", table.name()));
    }

    private Stream<JsonNode> given(String share) {
        List<JsonNode> objects = new ArrayList<>();
        Optional.ofNullable(shares.get(share))
                .ifPresent(found -> found.path("objects").forEach(objects::add));
        return objects.stream();
    }

    private static ObjectName seen(JsonNode object, String mount) {
        return ObjectName.parse(mount + "." + object.path("shared_as").asText());
    }
}
