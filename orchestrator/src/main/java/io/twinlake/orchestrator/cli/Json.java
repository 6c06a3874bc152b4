package io.twinlake.orchestrator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.stream.StreamSupport;

/** Documents as text: indented JSON, one line of JSON, or YAML. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    /** An empty document of the contract's current version. */
    public static ObjectNode document() {
        return MAPPER.createObjectNode().put("schemaVersion", 1);
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A list of words. */
    public static ArrayNode words(Iterable<String> words) {
        ArrayNode array = MAPPER.createArrayNode();
        words.forEach(array::add);
        return array;
    }

    /** The words of a list. */
    public static List<String> words(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    public static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    public static String indented(JsonNode node) {
        return write(MAPPER, node, true);
    }

    public static String line(JsonNode node) {
        return write(MAPPER, node, false);
    }

    public static String yaml(JsonNode node) {
        // An escape is one in quotes alone.
        boolean plain = Visible.isPlain(node.toString());
        YAMLFactory factory = YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .configure(YAMLGenerator.Feature.MINIMIZE_QUOTES, plain)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build();
        return write(new YAMLMapper(factory), node, true).stripTrailing();
    }

    private static String write(ObjectMapper mapper, JsonNode node, boolean indented) {
        try {
            return Visible.document(
                    indented
                            ? mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node)
                            : mapper.writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document cannot be written", e);
        }
    }
}
