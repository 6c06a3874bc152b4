package io.twinlake.sandbox.demo;

import static io.twinlake.sandbox.stage.Stage.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.sandbox.access.FaultTargets;
import io.twinlake.sandbox.demo.client.Asked;
import io.twinlake.sandbox.demo.client.GatewayClient;
import io.twinlake.sandbox.demo.client.Requests;
import io.twinlake.sandbox.demo.report.MoveFigures;
import io.twinlake.sandbox.fault.Fault;
import io.twinlake.sandbox.fault.FaultKind;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.lifecycle.SandboxFailure;
import io.twinlake.sandbox.lifecycle.TwoRegions;
import io.twinlake.sandbox.stage.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tour's second part: there and back while a client asks the gateway without pause, and away from a primary that is killed. */
final class Moves implements AutoCloseable {

    private static final int CUSTOMERS = 20;
    private static final String SAMPLE = "10";
    private static final String WRITTEN = "THERE-AND-BACK";

    private final Stage stage;
    private @Nullable GatewayClient client;
    private List<String> customers = List.of();
    private @Nullable JsonNode drill;
    private @Nullable MoveFigures failover;
    private @Nullable MoveFigures failback;
    private @Nullable MoveFigures forced;

    Moves(Stage stage) {
        this.stage = stage;
    }

    /** Starts the client; returns when it has been served by the primary. */
    void startAsking() {
        customers = stage.customers(CUSTOMERS);
        client = GatewayClient.start(
                stage.layout().edge().gateway(), stage.layout().edge().headers(), customers);
        served(stage.primary());
    }

    void drill() {
        ObjectNode document = stage.twinlake(
                        0,
                        "drill",
                        "--sample",
                        SAMPLE,
                        "--reports",
                        stage.reports().toString())
                .deepCopy();
        drill = document.without("schemaVersion");
        check(document.path("result").asText().equals("pass"), "the drill did not pass: " + document);
    }

    void failOver() {
        RegionLayout to = stage.secondary();
        failover = move(
                to, "failover", "--mode", "planned", "--to", to.name(), "--confirm", to.name(), "--reason", "demo");
        checkPlanned(failover);
    }

    /** The new primary takes writes: one is made that the way back has to carry. */
    void writeThere() {
        stage.warehouse(stage.secondary())
                .run("UPDATE " + ApiTable.NAME + " SET cen_id = '" + WRITTEN + "' WHERE id = '" + customers.get(0)
                        + "'");
    }

    void failBack() {
        RegionLayout home = stage.primary();
        failback = move(home, "failback", "--confirm", home.name(), "--reason", "demo");
        checkPlanned(failback);
        String row = String.valueOf(served(home).body());
        check(row.contains(WRITTEN), "the row that was written there is not back: " + row);
    }

    /** The region is gone at once, with its workspace, its storage and its Function. */
    void killPrimary() {
        stage.measureRegions();
        RegionLayout primary = stage.primary();
        new TwoRegions(stage.sandbox()).process(primary).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
        new FaultTargets(stage.sandbox()).order(primary.name(), Fault.of(FaultKind.DOWN));
    }

    void failOverForced() {
        RegionLayout to = stage.secondary();
        forced = move(
                to,
                "failover",
                "--mode",
                "forced",
                "--to",
                to.name(),
                "--accept-data-loss",
                "unbounded",
                "--confirm",
                to.name(),
                "--reason",
                "the primary was killed");
    }

    private MoveFigures move(RegionLayout to, String... command) {
        Instant begin = Instant.now();
        JsonNode document = stage.twinlake(0, command);
        Instant end = Instant.now();
        served(to);
        MoveFigures figures = MoveFigures.of(document, requests().between(begin, end));
        stage.say("RTO %s s, RPO %s s; %d requests meanwhile, %d tried twice, %d failed"
                .formatted(
                        figures.rtoSeconds(),
                        figures.rpoSeconds(),
                        figures.requests(),
                        figures.retriedRequests(),
                        figures.failedRequests()));
        return figures;
    }

    private static void checkPlanned(MoveFigures move) {
        check(move.failedRequests() == 0, move.failedRequests() + " requests failed although they were tried twice");
        check(Objects.equals(move.rpoSeconds(), 0.0), "a planned move lost " + move.rpoSeconds() + " s of writes");
    }

    /** Asks the gateway once; fails unless that region serves. */
    private Asked served(RegionLayout region) {
        try {
            Asked asked = Objects.requireNonNull(client).ask(customers.get(0));
            check(
                    asked.isServed() && region.name().equals(asked.servedBy()),
                    "the gateway should have answered from " + region.name() + ": " + asked);
            return asked;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Interrupted while the gateway was asked", e);
        }
    }

    /** All that the client has asked. */
    Requests requests() {
        return client == null ? new Requests(List.of()) : client.requests();
    }

    @Nullable
    JsonNode drilled() {
        return drill;
    }

    @Nullable
    MoveFigures failover() {
        return failover;
    }

    @Nullable
    MoveFigures failback() {
        return failback;
    }

    @Nullable
    MoveFigures forced() {
        return forced;
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
