package io.twinlake.catalogsync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.databricks.sharing.Sharing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Shares in memory; a recipient makes this region a provider of its peer at once. */
final class SharingTwin implements Sharing {
    private final RegionTwin region;
    final Map<String, ObjectNode> shares = new TreeMap<>();
    final List<ObjectNode> recipients = new ArrayList<>();
    RegionTwin peer;

    SharingTwin(RegionTwin region) {
        this.region = region;
    }

    @Override
    public Optional<ObjectNode> findShare(String name) {
        region.called("find share " + name);
        return Optional.ofNullable(shares.get(name)).map(ObjectNode::deepCopy);
    }

    @Override
    public ObjectNode createShare(String name, String comment) {
        region.written("create share " + name);
        ObjectNode share = JsonNodeFactory.instance.objectNode().put("name", name);
        share.putArray("objects");
        shares.put(name, share);
        return share;
    }

    @Override
    public ObjectNode updateShare(String name, List<ObjectNode> updates) {
        region.written("update share " + name + " " + updates);
        ArrayNode objects = (ArrayNode) shares.get(name).get("objects");
        for (ObjectNode update : updates) {
            if (update.path("action").asText().equals("ADD")) {
                objects.add(update.get("data_object"));
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
        return peer.sharing.recipients.isEmpty() ? Stream.empty() : Stream.of(provider);
    }
}
