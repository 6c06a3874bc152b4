package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.failover.readiness.Check;
import io.twinlake.ledger.readiness.ReadinessProof;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.status.GroupStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Answers {@code status}. */
public record StatusAnswer(List<GroupStatus> groups) implements Answer {
    public StatusAnswer {
        groups = List.copyOf(groups);
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document();
        ArrayNode array = document.putArray("groups");
        groups.forEach(status -> describe(status, array.addObject()));
        return document;
    }

    private static void describe(GroupStatus status, ObjectNode node) {
        node.put("name", status.group().name().value())
                .put("state", status.state().word())
                .put("effectivePrimary", status.epoch().effectivePrimary().value())
                .put("epoch", status.epoch().epoch().number())
                .put(
                        "replicationPoint",
                        status.replicationPoint().map(Instant::toString).orElse(null))
                .put("lagSeconds", status.lag().map(Duration::toSeconds).orElse(null))
                .put("rpoSeconds", status.group().objectives().rpo().toSeconds());
        status.lastRun()
                .ifPresentOrElse(
                        run -> RunFields.describe(run, node.putObject("lastRun")), () -> node.putNull("lastRun"));
        status.proof()
                .ifPresentOrElse(
                        proof -> describe(proof, node.putObject("lastProof")), () -> node.putNull("lastProof"));
        ArrayNode readiness = node.putArray("readiness");
        for (Check check : status.readiness()) {
            readiness
                    .addObject()
                    .put("check", check.name().word())
                    .put("ok", check.ok())
                    .put("message", check.message())
                    .put("remedy", check.remedy());
        }
    }

    private static void describe(ReadinessProof proof, ObjectNode node) {
        node.put("at", proof.at().toString())
                .put("ok", proof.isWell())
                .put("wellAt", proof.wellAt().map(Instant::toString).orElse(null));
        ArrayNode problems = node.putArray("problems");
        proof.problems().forEach(problems::add);
    }

    @Override
    public Optional<String> list() {
        return Optional.of("groups");
    }

    @Override
    public void print(Page page) {
        for (GroupStatus status : groups) {
            page.heading("Group " + status.group().name() + ": "
                    + Page.spoken(status.state().word()));
            page.line("  serves from " + status.epoch().effectivePrimary() + ", epoch "
                    + status.epoch().epoch() + " since " + status.epoch().since());
            page.line("  replicated up to "
                    + status.replicationPoint().map(Instant::toString).orElse("no point in time yet") + lag(status));
            page.line("  " + proven(status));
            for (Check check : status.readiness()) {
                page.line((check.ok() ? "  ok  " : "  !!  ")
                        + check.message()
                        + (check.remedy() == null ? "" : " " + check.remedy()));
            }
        }
    }

    private static String proven(GroupStatus status) {
        if (status.proof().isEmpty()) {
            return "readiness was never proven whole: `twinlake doctor` does it, and `serve` where readiness.cron is set";
        }
        ReadinessProof proof = status.proof().get();
        return proof.isWell()
                ? "readiness proven whole at " + proof.at()
                : "readiness not proven at " + proof.at() + " (" + String.join(", ", proof.problems()) + "), last at "
                        + proof.wellAt().map(Instant::toString).orElse("no time");
    }

    private static String lag(GroupStatus status) {
        return status.lag()
                .map(lag -> ", " + lag.toSeconds() + " s ago (objective "
                        + status.group().objectives().rpo().toSeconds() + " s)")
                .orElse("");
    }
}
