package io.twinlake.ledger.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The lines of an exported file as JSON. */
final class ExportText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> COLUMNS = new TypeReference<>() {};
    private static final TypeReference<Set<String>> NAMES = new TypeReference<>() {};
    private static final int FORMAT = 1;

    private ExportText() {}

    static String header(ExportHeader header) {
        ObjectNode node = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("name", header.name().toString())
                .put("schema", header.schema())
                .put("at", header.at().toString())
                .put("previous", header.previous());
        new TreeSet<>(header.groups()).forEach(node.putArray("groups")::add);
        if (header.link() != null) {
            node.put("link", header.link());
        }
        return node.toString();
    }

    static ExportHeader header(String line) throws JsonProcessingException {
        JsonNode node = JSON.readTree(line);
        if (node.path("format").asInt() != FORMAT) {
            throw new IllegalArgumentException("another format");
        }
        return new ExportHeader(
                ExportName.parse(node.path("name").asText()).orElseThrow(),
                node.path("schema").asInt(),
                Instant.parse(node.path("at").asText()),
                JSON.convertValue(node.path("groups"), NAMES),
                node.path("previous").asText(),
                node.hasNonNull("link") ? node.path("link").asText() : null);
    }

    static String line(ExportLine line) {
        String word = line instanceof ExportLine.Row ? "row" : "clear";
        Map<String, @Nullable Object> columns =
                line instanceof ExportLine.Row row ? row.columns() : ((ExportLine.Clear) line).columns();
        ObjectNode node = JSON.createObjectNode().put("table", line.table());
        node.set(word, JSON.valueToTree(columns));
        return node.toString();
    }

    static ExportLine line(String text) throws JsonProcessingException {
        JsonNode node = JSON.readTree(text);
        String table = node.path("table").asText();
        return node.has("row")
                ? new ExportLine.Row(table, JSON.convertValue(node.get("row"), COLUMNS))
                : new ExportLine.Clear(table, JSON.convertValue(node.get("clear"), COLUMNS));
    }

    static String signature(String value) {
        return JSON.createObjectNode().put("hmac", value).toString();
    }

    static String readSignature(String line) throws JsonProcessingException {
        return JSON.readTree(line).path("hmac").asText();
    }
}
