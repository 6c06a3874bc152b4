package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads the sandbox's log of every call, from a point on, and holds what Twinlake did against its invariants. */
final class CallOracle {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path log;
    private final long begin;

    private CallOracle(Path log) {
        this.log = log;
        this.begin = size(log);
    }

    /** Watches from now on. */
    static CallOracle of(TwoRegions regions) {
        return new CallOracle(regions.folder().resolve("calls.jsonl"));
    }

    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls of the product that could have changed something, and that a server took. */
    List<JsonNode> writes() {
        return product(
                call -> call.path("write").asBoolean() && call.path("status").asInt() < 400 && !isLease(call));
    }

    /** Changes of the gateway's backend that were taken. */
    List<JsonNode> turns() {
        return writesAt("edge", "/backends/");
    }

    /** Writes that a server of that region took. */
    List<JsonNode> writesAt(String region, String path) {
        return writes().stream()
                .filter(call -> call.path("region").asText().equals(region)
                        && call.path("path").asText().contains(path))
                .toList();
    }

    /** The gateway was turned, and every time after the promotion: the commit point comes before what callers notice. */
    void assertTurnedOnlyAfter(Instant promotion) {
        assertThat(turns())
                .as("turns of the gateway")
                .isNotEmpty()
                .allSatisfy(turn ->
                        assertThat(Instant.parse(turn.path("at").asText())).isAfter(promotion));
    }

    /** The gateway was left alone. */
    void assertNotTurned() {
        assertThat(turns()).as("turns of the gateway").isEmpty();
    }

    /** Nothing that could have changed anything was sent. */
    void assertNoWrite() {
        assertThat(product(call -> call.path("write").asBoolean())).as("writes").isEmpty();
    }

    /** How often the product was answered so. */
    long answered(String method, String path, int status) {
        return product(call -> call.path("method").asText().equals(method)
                        && call.path("path").asText().contains(path)
                        && call.path("status").asInt() == status)
                .size();
    }

    private static boolean isLease(JsonNode call) {
        return call.path("path").asText().contains("comp=lease");
    }

    private List<JsonNode> product(Predicate<JsonNode> which) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode call : calls()) {
            if (call.path("actor").asText().equals("twinlake") && which.test(call)) {
                found.add(call);
            }
        }
        return found;
    }

    private List<JsonNode> calls() {
        try {
            byte[] all = Files.readAllBytes(log);
            String text = new String(all, (int) begin, all.length - (int) begin, StandardCharsets.UTF_8);
            List<JsonNode> calls = new ArrayList<>();
            for (String line : text.lines().toList()) {
                calls.add(MAPPER.readTree(line));
            }
            return calls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
