package io.twinlake.orchestrator.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What Twinlake has called since a moment, as the sandbox's log of every call has it. */
record ProductCalls(TwoRegions regions, int begin, Instant begun) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static ProductCalls fromNowOn(TwoRegions regions) {
        return new ProductCalls(regions, regions.calls().length(), Instant.now());
    }

    /** When a call arrived. */
    static Instant at(JsonNode call) {
        return Instant.parse(call.path("at").asText());
    }

    /** Those so far of which this is true, in the order of their answers. */
    List<JsonNode> of(Predicate<JsonNode> which) {
        // A call is written down when it is answered: one that arrived before is not of what is watched.
        return calls().stream()
                .filter(call -> call.path("actor").asText().equals("twinlake"))
                .filter(call -> !at(call).isBefore(begun))
                .filter(which)
                .toList();
    }

    private List<JsonNode> calls() {
        try {
            List<JsonNode> calls = new ArrayList<>();
            for (String line : regions.calls().substring(begin).lines().toList()) {
                calls.add(MAPPER.readTree(line));
            }
            return calls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
