package io.twinlake.sandbox.region.delta.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.lake.LakePath;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state that a log's actions lead to, applied in their order. */
final class LogReplay {

    private @Nullable ObjectNode protocol;
    private @Nullable ObjectNode metaData;
    private final Map<FileKey, ObjectNode> files = new LinkedHashMap<>();
    private final Map<String, ObjectNode> domains = new LinkedHashMap<>();
    private final Map<String, ObjectNode> transactions = new LinkedHashMap<>();

    void apply(ObjectNode action) {
        if (action.get("add") instanceof ObjectNode add) {
            files.put(FileKey.of(add), add);
        } else if (action.get("remove") instanceof ObjectNode remove) {
            files.remove(FileKey.of(remove));
        } else if (action.get("metaData") instanceof ObjectNode changed) {
            metaData = changed;
        } else if (action.get("protocol") instanceof ObjectNode changed) {
            protocol = changed;
        } else if (action.get("txn") instanceof ObjectNode transaction) {
            transactions.put(transaction.path("appId").asText(), transaction);
        } else if (action.get("domainMetadata") instanceof ObjectNode domain) {
            applyDomain(domain);
        }
    }

    private void applyDomain(ObjectNode domain) {
        String name = domain.path("domain").asText();
        if (domain.path("removed").asBoolean()) {
            domains.remove(name);
        } else {
            domains.put(name, domain);
        }
    }

    TableSnapshot snapshot(LakePath root, long version) {
        if (protocol == null || metaData == null) {
            throw new DeltaFailure(
                    "DELTA_STATE_RECOVER_ERROR",
                    "XXKDS",
                    "The protocol or metadata of the Delta table at " + root + " could not be recovered while "
                            + "reconstructing version " + version + ".");
        }
        return new TableSnapshot(root, version, protocol, metaData, files, domains, transactions);
    }
}
