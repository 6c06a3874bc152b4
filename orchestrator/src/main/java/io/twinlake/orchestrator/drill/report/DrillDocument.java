package io.twinlake.orchestrator.drill.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.orchestrator.cli.Json;
import java.util.Map;
import java.util.TreeMap;

/** A drill as the contract's document. */
public final class DrillDocument {
    private static final double MILLIS = 1000.0;

    private DrillDocument() {}

    public static ObjectNode of(DrillReport report) {
        ObjectNode document = Json.document()
                .put("run", report.drill().run().value())
                .put("result", report.passed() ? "pass" : "fail")
                .put("group", report.drill().group().value())
                .put("primary", report.drill().direction().source().value())
                .put("secondary", report.drill().direction().replica().value())
                .put("startedAt", report.drill().startedAt().toString())
                .put("runbook", report.drill().runbook())
                .put("rtoSeconds", report.found().rto().toMillis() / MILLIS);
        document.put(
                "rpoSeconds",
                report.found().rpo().map(rpo -> rpo.toMillis() / MILLIS).orElse(null));
        ObjectNode parity = document.putObject("parity");
        report.found().parity().ifPresent(counts -> new TreeMap<>(counts.words()).forEach(parity::put));
        report.found()
                .lookups()
                .ifPresentOrElse(
                        lookups -> lookups(document.putObject("lookups"), lookups), () -> document.putNull("lookups"));
        switches(document.putArray("switches"), report);
        objectives(document.putArray("objectives"), report);
        steps(document.putArray("steps"), report);
        ObjectNode cleanup = document.putObject("cleanup").put("clean", report.clean());
        ArrayNode left = cleanup.putArray("left");
        report.found().left().ifPresent(names -> names.forEach(left::add));
        return document.put("report", report.folder().toString());
    }

    private static void lookups(ObjectNode node, LookupComparison lookups) {
        percentiles(node.put("sampled", lookups.sampled()).put("equal", lookups.equal()), lookups.function())
                .put("firstMs", lookups.first().toMillis())
                .put("errors", lookups.errors());
        percentiles(node.putObject("replica"), lookups.replica());
        ArrayNode differences = node.putArray("differences");
        lookups.differences().forEach(differences::add);
    }

    private static ObjectNode percentiles(ObjectNode node, Latencies latencies) {
        return node.put("p50Ms", latencies.percentile(50).toMillis())
                .put("p95Ms", latencies.percentile(95).toMillis())
                .put("p99Ms", latencies.percentile(99).toMillis());
    }

    private static void switches(ArrayNode array, DrillReport report) {
        for (SwitchPlan plan : report.found().switches()) {
            ObjectNode node = array.addObject().put("name", plan.name());
            values(node.putObject("before"), plan.before().values());
            values(node.putObject("after"), plan.after());
        }
    }

    private static void values(ObjectNode node, Map<String, String> values) {
        values.forEach(node::put);
    }

    private static void objectives(ArrayNode array, DrillReport report) {
        for (Objective objective : report.found().objectives()) {
            array.addObject()
                    .put("name", objective.name())
                    .put("target", objective.target())
                    .put("measured", objective.measured())
                    .put("met", objective.met());
        }
    }

    private static void steps(ArrayNode array, DrillReport report) {
        for (DrillStep step : report.steps()) {
            array.addObject()
                    .put("step", step.name())
                    .put("status", step.status().word())
                    .put("seconds", step.took().toMillis() / MILLIS)
                    .put("message", step.message());
        }
    }
}
