package io.twinlake.orchestrator.endtoend;

import static io.twinlake.orchestrator.endtoend.ProductCalls.at;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * Reads the sandbox's log of every call, from a point on, and holds what Twinlake did against its invariants, however many processes
 * did it. A promotion is done when the witness has answered it.
 */
final class CallOracle {
    /** What a fence does, and what lets the new primary work. */
    private static final List<String> JOBS_AND_WAREHOUSE = List.of("/jobs/", "/sql/warehouses/");

    /** What a sync writes in the region that it copies from: the tables are shared there, not changed. */
    private static final List<String> SHARING = List.of("/unity-catalog/shares", "/unity-catalog/recipients");

    private final ProductCalls calls;
    private final String group;

    private CallOracle(ProductCalls calls, String group) {
        this.calls = calls;
        this.group = group;
    }

    /** Watches from now on what becomes of the group whose API the gateway serves. */
    static CallOracle of(TwoRegions regions) {
        return of(regions, "gold");
    }

    /** Watches from now on what becomes of the group of that name. */
    static CallOracle of(TwoRegions regions, String group) {
        return new CallOracle(ProductCalls.fromNowOn(regions), group);
    }

    /** Calls of the product that could have changed something, and that a server took. */
    private List<JsonNode> writes() {
        return calls.of(
                call -> call.path("write").asBoolean() && call.path("status").asInt() < 400 && !isLease(call));
    }

    /** Changes of the gateway's backend that were taken. */
    private List<JsonNode> turns() {
        return writesAt("edge", "/backends/");
    }

    private List<JsonNode> writesAt(String region, String path) {
        return writes().stream()
                .filter(call -> call.path("region").asText().equals(region)
                        && call.path("path").asText().contains(path))
                .toList();
    }

    /**
     * A move without loss: nothing but jobs and shares was written in the region that served, nothing was copied behind the promotion,
     * and callers were turned behind it.
     *
     * @param decided when the promotion was about to be sent, as the ledger has it
     */
    void assertPlanned(String from, Instant decided) {
        assertThat(workspaceWrites())
                .as("writes in " + from + ", which served")
                .filteredOn(call -> call.path("region").asText().equals(from))
                .allMatch(call -> isAt(call, JOBS_AND_WAREHOUSE) || isAt(call, SHARING));
        assertNothingIsCopiedBehind(decided);
        assertTurnedOnlyAfter(decided);
    }

    /** A move away from a region that may be dead: nothing was copied at all, and that region was asked to stop its jobs at most. */
    void assertForced(String from, Instant decided) {
        assertThat(workspaceWrites()).as("writes in both workspaces").allMatch(call -> isAt(call, JOBS_AND_WAREHOUSE));
        assertThat(writesAt(from, "/sql/warehouses/"))
                .as("warehouses of " + from)
                .isEmpty();
        assertEdgeIsWrittenOnlyAfter(decided);
    }

    /** The gateway was turned, and whatever callers notice came behind the promotion: that is the commit point. */
    private void assertTurnedOnlyAfter(Instant decided) {
        assertThat(turns()).as("turns of the gateway").isNotEmpty();
        assertEdgeIsWrittenOnlyAfter(decided);
    }

    private void assertEdgeIsWrittenOnlyAfter(Instant decided) {
        Instant committed = committed(decided);
        assertThat(writesAt("edge", ""))
                .as("switches that were turned")
                .allSatisfy(call -> assertThat(at(call)).isAfter(committed));
    }

    private void assertNothingIsCopiedBehind(Instant decided) {
        assertThat(workspaceWrites())
                .as("writes in both workspaces behind the promotion")
                .filteredOn(call -> at(call).isAfter(committed(decided)))
                .allMatch(call -> isAt(call, JOBS_AND_WAREHOUSE));
    }

    /** When the witness had taken the promotion: the one change of its blob that no lease is about and that was sent then. */
    private Instant committed(Instant decided) {
        JsonNode promotion = writesAt("witness", "/epochs%2F" + group + ".json").stream()
                .filter(call -> at(call).isAfter(decided))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the witness was told of no promotion after " + decided));
        return at(promotion).plusMillis(promotion.path("ms").asLong());
    }

    private List<JsonNode> workspaceWrites() {
        return writes().stream()
                .filter(call -> call.path("service").asText().equals("workspace"))
                .toList();
    }

    private static boolean isAt(JsonNode call, List<String> paths) {
        return paths.stream().anyMatch(call.path("path").asText()::contains);
    }

    /** The gateway was left alone. */
    void assertNotTurned() {
        assertThat(turns()).as("turns of the gateway").isEmpty();
    }

    /** Nothing that could have changed anything was sent. */
    void assertNoWrite() {
        assertThat(calls.of(call -> call.path("write").asBoolean()))
                .as("writes")
                .isEmpty();
    }

    /** How often the product was answered so. */
    long answered(String method, String path, int status) {
        return calls.of(call -> call.path("method").asText().equals(method)
                        && call.path("path").asText().contains(path)
                        && call.path("status").asInt() == status)
                .size();
    }

    private static boolean isLease(JsonNode call) {
        return call.path("path").asText().contains("comp=lease");
    }
}
