package io.twinlake.sandbox.region.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Actions of a commit, made from their bodies. */
final class Actions {

    private Actions() {}

    static ObjectNode protocol(ObjectNode body) {
        return action("protocol", body);
    }

    static ObjectNode metaData(ObjectNode body) {
        return action("metaData", body);
    }

    static ObjectNode add(ObjectNode body) {
        return action("add", body);
    }

    static ObjectNode transaction(ObjectNode body) {
        return action("txn", body);
    }

    static ObjectNode domain(ObjectNode body) {
        return action("domainMetadata", body);
    }

    /** The end of a domain. */
    static ObjectNode domainRemoval(JsonNode domain) {
        return domain(Json.object()
                .put("domain", domain.path("domain").asText())
                .put("configuration", domain.path("configuration").asText())
                .put("removed", true));
    }

    /** The tombstone of a file. */
    static ObjectNode removal(JsonNode add, Instant now) {
        ObjectNode remove = Json.object();
        remove.set("path", add.path("path"));
        remove.put("deletionTimestamp", now.toEpochMilli());
        remove.put("dataChange", true);
        remove.put("extendedFileMetadata", true);
        for (String field :
                new String[] {"partitionValues", "size", "deletionVector", "baseRowId", "defaultRowCommitVersion"}) {
            if (add.hasNonNull(field)) {
                remove.set(field, add.get(field));
            }
        }
        return action("remove", remove);
    }

    private static ObjectNode action(String kind, ObjectNode body) {
        ObjectNode action = Json.object();
        action.set(kind, body);
        return action;
    }
}
