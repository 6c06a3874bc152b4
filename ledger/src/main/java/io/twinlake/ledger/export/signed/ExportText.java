package io.twinlake.ledger.export.signed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The lines of an exported file as JSON. */
final class ExportText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, @Nullable Object>> COLUMNS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Long>> EPOCHS = new TypeReference<>() {};
    private static final int FORMAT = 2;

    private ExportText() {}

    static String header(ExportHeader header) {
        ObjectNode node = JSON.createObjectNode()
                .put("format", FORMAT)
                .put("name", header.name().toString())
                .put("schema", header.schema())
                .put("at", header.at().toString())
                .put("previous", header.previous());
        new TreeMap<>(header.epochs()).forEach(node.putObject("epochs")::put);
        node.put("run", header.reach().run())
                .put("auditEvents", header.reach().auditEvents())
                .put("auditHash", header.reach().auditHash());
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
                JSON.convertValue(node.path("epochs"), EPOCHS),
                new ExportHeader.Reach(
                        node.hasNonNull("run") ? node.path("run").asText() : null,
                        node.path("auditEvents").asLong(),
                        node.path("auditHash").asText()),
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

    static String head(ExportHead head) {
        ObjectNode node = JSON.createObjectNode()
                .put("ledger", head.ledger())
                .put("sequence", head.sequence())
                .put("link", head.link())
                .put("signedAt", head.at().toString());
        new TreeMap<>(head.epochs()).forEach(node.putObject("epochs")::put);
        return node.toString();
    }

    static ExportHead head(String line) throws JsonProcessingException {
        JsonNode node = JSON.readTree(line);
        return new ExportHead(
                node.path("ledger").asText(),
                JSON.convertValue(node.path("epochs"), EPOCHS),
                node.path("sequence").asLong(),
                node.path("link").asText(),
                Instant.parse(node.path("signedAt").asText()));
    }
}
