package io.twinlake.sandbox.region.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.region.delta.log.DeltaFailure;
import io.twinlake.sandbox.region.delta.log.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.delta.TableFeature;

/** Which features readers and writers of a table must know, from its properties and schema. */
public final class TableProtocol {

    private static final int NEWEST_READER = 3;

    private static final String FEATURE = "delta.feature.";

    /** Features that readers must know too. */
    private static final Set<String> READER_FEATURES = Set.of(
            "columnMapping",
            "deletionVectors",
            "timestampNtz",
            "typeWidening",
            "typeWidening-preview",
            "v2Checkpoint",
            "vacuumProtocolCheck",
            "variantType",
            "variantType-preview");

    /** The feature that a property asks for when it is {@code true}. */
    private static final Map<String, String> BY_PROPERTY = Map.of(
            "delta.appendOnly", "appendOnly",
            "delta.enableChangeDataFeed", "changeDataFeed",
            "delta.enableDeletionVectors", "deletionVectors",
            "delta.enableInCommitTimestamps", "inCommitTimestamp",
            "delta.enableRowTracking", "rowTracking",
            "delta.enableTypeWidening", "typeWidening");

    private final Set<String> features = new TreeSet<>();

    private TableProtocol() {}

    /** The protocol action's body for a new table. */
    public static ObjectNode of(Map<String, String> properties, JsonNode schema, boolean clustered) {
        TableProtocol protocol = new TableProtocol();
        protocol.addForProperties(properties);
        protocol.addForSchema(schema);
        if (clustered) {
            protocol.features.add("clustering");
        }
        if (protocol.features.contains("clustering") || protocol.features.contains("rowTracking")) {
            protocol.features.add("domainMetadata");
        }
        return protocol.action();
    }

    /** The protocol that has what either of two has. */
    public static ObjectNode union(JsonNode one, JsonNode other) {
        TableProtocol protocol = new TableProtocol();
        protocol.addAll(one);
        protocol.addAll(other);
        if (protocol.features.isEmpty()) {
            ObjectNode action = Json.object();
            for (String version : new String[] {"minReaderVersion", "minWriterVersion"}) {
                action.put(
                        version,
                        Math.max(one.path(version).asInt(), other.path(version).asInt()));
            }
            return action;
        }
        return protocol.action();
    }

    /** The names of all features that a protocol names. */
    public static Set<String> features(JsonNode protocol) {
        Set<String> names = new TreeSet<>(Json.textList(protocol.path("readerFeatures")));
        names.addAll(Json.textList(protocol.path("writerFeatures")));
        return names;
    }

    /** Whether a property speaks to the protocol and is no property of the table. */
    public static boolean isProtocolProperty(String property) {
        return property.startsWith(FEATURE)
                || property.equals("delta.minReaderVersion")
                || property.equals("delta.minWriterVersion")
                || property.equals("delta.ignoreProtocolDefaults");
    }

    private void addForProperties(Map<String, String> properties) {
        properties.forEach((key, value) -> {
            if (key.startsWith(FEATURE)) {
                features.add(key.substring(FEATURE.length()));
            } else if (key.startsWith("delta.constraints.")) {
                features.add("checkConstraints");
            } else if (BY_PROPERTY.containsKey(key) && value.equalsIgnoreCase("true")) {
                features.add(BY_PROPERTY.get(key));
            }
        });
        if (!properties.getOrDefault("delta.columnMapping.mode", "none").equals("none")) {
            features.add("columnMapping");
        }
        if (properties.getOrDefault("delta.checkpointPolicy", "classic").equals("v2")) {
            features.add("v2Checkpoint");
        }
    }

    private void addForSchema(JsonNode type) {
        if (type.isTextual()) {
            addForPrimitive(type.asText());
            return;
        }
        type.path("fields").forEach(this::addForField);
        for (String part : new String[] {"elementType", "keyType", "valueType"}) {
            if (type.has(part)) {
                addForSchema(type.get(part));
            }
        }
    }

    private void addForPrimitive(String type) {
        if (type.equals("timestamp_ntz")) {
            features.add("timestampNtz");
        } else if (type.equals("variant")) {
            features.add("variantType");
        }
    }

    private void addForField(JsonNode field) {
        JsonNode metadata = field.path("metadata");
        if (metadata.has("delta.generationExpression")) {
            features.add("generatedColumns");
        }
        if (metadata.has("delta.identity.start")) {
            features.add("identityColumns");
        }
        addForSchema(field.path("type"));
    }

    /** Features of a protocol of versions alone are those that its versions imply. */
    private void addAll(JsonNode protocol) {
        features.addAll(features(protocol));
        int writer = protocol.path("minWriterVersion").asInt();
        if (writer < 7 && writer > 2) {
            features.add("checkConstraints");
            if (writer > 3) {
                features.addAll(Set.of("changeDataFeed", "generatedColumns"));
            }
            if (writer > 4) {
                features.add("columnMapping");
            }
            if (writer > 5) {
                features.add("identityColumns");
            }
        }
    }

    private ObjectNode action() {
        Set<String> readers = new TreeSet<>(features);
        readers.retainAll(READER_FEATURES);
        ObjectNode action = Json.object();
        if (features.isEmpty()) {
            return action.put("minReaderVersion", 1).put("minWriterVersion", 2);
        }
        // Both were part of every table before there were named features.
        features.addAll(Set.of("appendOnly", "invariants"));
        action.put("minReaderVersion", readers.isEmpty() ? 1 : 3).put("minWriterVersion", 7);
        if (!readers.isEmpty()) {
            action.set("readerFeatures", Json.array(readers));
        }
        action.set("writerFeatures", Json.array(features));
        return action;
    }

    /** Refuses a table whose reader features or reader version are not known here. */
    public static void requireReadable(JsonNode protocol, String table) {
        List<String> unknown = Json.textList(protocol.path("readerFeatures")).stream()
                .filter(feature -> !feature.startsWith("catalog"))
                .filter(feature -> TableFeature.featureNameToFeature(feature).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw new DeltaFailure(
                    "DELTA_UNSUPPORTED_FEATURES_FOR_READ",
                    "56038",
                    "Unsupported Delta read feature: table \"" + table
                            + "\" requires reader table feature(s) that are unsupported by this version: "
                            + String.join(", ", unknown) + ".");
        }
        if (protocol.path("minReaderVersion").asInt() > NEWEST_READER) {
            throw new DeltaFailure(
                    "DELTA_INVALID_PROTOCOL_VERSION",
                    "KD004",
                    "Unsupported Delta protocol version: table \"" + table + "\" requires reader version "
                            + protocol.path("minReaderVersion").asInt() + ".");
        }
    }
}
