package io.twinlake.orchestrator.owner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Surroundings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command that another process asks the ledger's owner to run. The caller's environment goes along, because the configuration may
 * refer to it.
 */
record ForwardedCommand(List<String> words, Path directory, Map<String, String> environment, boolean terminal) {
    static ForwardedCommand of(List<String> words, Surroundings caller) {
        return new ForwardedCommand(words, caller.directory(), caller.environment(), caller.terminal());
    }

    /** The surroundings that the command has at the owner. */
    Surroundings surroundings(PrintStream out, PrintStream err) {
        return new Surroundings(out, err, directory, environment, terminal);
    }

    String toJson() {
        ObjectNode json = Json.object();
        ArrayNode array = json.putArray("words");
        words.forEach(array::add);
        json.put("directory", directory.toString()).put("terminal", terminal);
        ObjectNode variables = json.putObject("environment");
        environment.forEach(variables::put);
        return Json.line(json);
    }

    static ForwardedCommand fromJson(JsonNode json) {
        List<String> words = new ArrayList<>();
        json.path("words").forEach(word -> words.add(word.asText()));
        Map<String, String> environment = new LinkedHashMap<>();
        json.path("environment")
                .properties()
                .forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
        return new ForwardedCommand(
                List.copyOf(words),
                Path.of(json.path("directory").asText()),
                environment,
                json.path("terminal").asBoolean());
    }
}
