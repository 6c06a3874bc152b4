package io.twinlake.sandbox.region.delta.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.delta.TableProtocol;
import io.twinlake.sandbox.region.delta.log.Actions;
import io.twinlake.sandbox.region.delta.log.Json;
import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A clone's protocol, metadata and domains: the source's, but for what belongs to a table of its own. */
final class CloneMetadata {

    private static final String IN_COMMIT_TIMESTAMPS = "delta.enableInCommitTimestamps";
    private static final String ENABLEMENT_VERSION = "delta.inCommitTimestampEnablementVersion";
    private static final String ENABLEMENT_TIMESTAMP = "delta.inCommitTimestampEnablementTimestamp";
    private static final String ROW_TRACKING = "delta.rowTracking";
    private static final String HIGH_WATER_MARK = "rowIdHighWaterMark";

    private final CloneRequest request;
    private final Optional<TableSnapshot> before;
    private final Instant now;

    CloneMetadata(CloneRequest request, Optional<TableSnapshot> before, Instant now) {
        this.request = request;
        this.before = before;
        this.now = now;
    }

    ObjectNode protocol() {
        ObjectNode protocol = before.map(old -> TableProtocol.union(old.protocol(), source().protocol()))
                .orElse(source().protocol());
        return request.properties().isEmpty()
                ? protocol
                : TableProtocol.union(
                        protocol, TableProtocol.of(request.properties(), Json.parse(source().schemaString()), false));
    }

    /** The target's identity and comment stay; the rest is the source's. */
    ObjectNode metaData() {
        ObjectNode metaData = source().metaData().deepCopy();
        metaData.remove(List.of("name", "description"));
        metaData.put(
                "id",
                before.map(TableSnapshot::id).orElseGet(() -> UUID.randomUUID().toString()));
        before.map(old -> old.metaData().get("description"))
                .ifPresent(description -> metaData.set("description", description));
        metaData.set("configuration", Json.object(configuration()));
        metaData.put(
                "createdTime",
                before.map(old -> old.metaData().path("createdTime").asLong()).orElse(now.toEpochMilli()));
        return metaData;
    }

    Map<String, String> configuration() {
        Map<String, String> configuration = new TreeMap<>(source().configuration());
        configuration.putAll(request.properties());
        configuration.keySet().removeIf(TableProtocol::isProtocolProperty);
        recomputeCommitTimestamps(configuration);
        return configuration;
    }

    /** Since when a table has timestamps in its commits is a fact of its own log. */
    private void recomputeCommitTimestamps(Map<String, String> configuration) {
        configuration.remove(ENABLEMENT_VERSION);
        configuration.remove(ENABLEMENT_TIMESTAMP);
        if (before.isEmpty() || !enabled(configuration)) {
            return;
        }
        TableSnapshot old = before.get();
        if (!enabled(old.configuration())) {
            configuration.put(ENABLEMENT_VERSION, String.valueOf(old.version() + 1));
            configuration.put(ENABLEMENT_TIMESTAMP, String.valueOf(now.toEpochMilli()));
            return;
        }
        for (String key : new String[] {ENABLEMENT_VERSION, ENABLEMENT_TIMESTAMP}) {
            if (old.configuration().containsKey(key)) {
                configuration.put(key, old.configuration().get(key));
            }
        }
    }

    /** The source's domains, and an end to those that the target alone has. */
    List<ObjectNode> domains() {
        List<ObjectNode> actions = new ArrayList<>();
        source().domains().values().forEach(domain -> actions.add(Actions.domain(withHighWaterMark(domain))));
        before.map(TableSnapshot::domains).orElse(Map.of()).forEach((name, domain) -> {
            if (!source().domains().containsKey(name)) {
                actions.add(Actions.domainRemoval(domain));
            }
        });
        return actions;
    }

    /** Row ids are never given twice: the mark is the larger of both tables'. */
    private ObjectNode withHighWaterMark(ObjectNode domain) {
        if (!domain.path("domain").asText().equals(ROW_TRACKING)) {
            return domain;
        }
        long mark = Math.max(
                mark(domain),
                before.map(old -> old.domains().get(ROW_TRACKING))
                        .map(CloneMetadata::mark)
                        .orElse(-1L));
        ObjectNode configuration =
                (ObjectNode) Json.parse(domain.path("configuration").asText());
        configuration.put(HIGH_WATER_MARK, mark);
        return domain.deepCopy().put("configuration", configuration.toString());
    }

    private static long mark(JsonNode domain) {
        return Json.parse(domain.path("configuration").asText())
                .path(HIGH_WATER_MARK)
                .asLong(-1);
    }

    private static boolean enabled(Map<String, String> configuration) {
        return configuration.getOrDefault(IN_COMMIT_TIMESTAMPS, "false").equalsIgnoreCase("true");
    }

    private TableSnapshot source() {
        return request.source();
    }
}
