package io.twinlake.sandbox.region.delta.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Actions of a commit, made from their bodies. */
public final class Actions {

    private Actions() {}

    public static ObjectNode protocol(ObjectNode body) {
        return action("protocol", body);
    }

    public static ObjectNode metaData(ObjectNode body) {
        return action("metaData", body);
    }

    public static ObjectNode add(ObjectNode body) {
        return action("add", body);
    }

    public static ObjectNode transaction(ObjectNode body) {
        return action("txn", body);
    }

    public static ObjectNode domain(ObjectNode body) {
        return action("domainMetadata", body);
    }

    /** The end of a domain. */
    public static ObjectNode domainRemoval(JsonNode domain) {
        return domain(Json.object()
                .put("domain", domain.path("domain").asText())
                .put("configuration", domain.path("configuration").asText())
                .put("removed", true));
    }

    /** The tombstone of a file. */
    public static ObjectNode removal(JsonNode add, Instant now) {
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
