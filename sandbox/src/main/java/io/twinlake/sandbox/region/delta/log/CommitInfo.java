package io.twinlake.sandbox.region.delta.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The {@code commitInfo} of a commit that no Spark job makes. */
public final class CommitInfo {

    private CommitInfo() {}

    /** The action; one that carries an in-commit timestamp must be the first of its commit. */
    public static ObjectNode action(
            Instant now,
            String operation,
            Map<String, String> parameters,
            Map<String, String> metrics,
            Map<String, String> properties) {
        ObjectNode info = Json.object();
        if (properties.getOrDefault("delta.enableInCommitTimestamps", "false").equalsIgnoreCase("true")) {
            info.put("inCommitTimestamp", now.toEpochMilli());
        }
        info.put("timestamp", now.toEpochMilli());
        info.put("operation", operation);
        info.set("operationParameters", Json.object(parameters));
        info.put("isolationLevel", "Serializable");
        info.put("isBlindAppend", false);
        info.set("operationMetrics", Json.object(metrics));
        info.put("engineInfo", "Twinlake-Sandbox Delta-Lake/4.4.0");
        info.put("txnId", UUID.randomUUID().toString());
        ObjectNode action = Json.object();
        action.set("commitInfo", info);
        return action;
    }
}
