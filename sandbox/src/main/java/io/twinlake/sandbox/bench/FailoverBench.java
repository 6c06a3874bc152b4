package io.twinlake.sandbox.bench;

import io.twinlake.sandbox.access.FaultTargets;
import io.twinlake.sandbox.demo.DemoData;
import io.twinlake.sandbox.demo.client.GatewayClient;
import io.twinlake.sandbox.edge.function.FunctionPlan;
import io.twinlake.sandbox.fault.Fault;
import io.twinlake.sandbox.fault.FaultKind;
import io.twinlake.sandbox.lifecycle.Delays;
import io.twinlake.sandbox.lifecycle.DemoSize;
import io.twinlake.sandbox.lifecycle.RegionLayout;
import io.twinlake.sandbox.stage.Serving;
import io.twinlake.sandbox.stage.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How long a move takes beyond what it has to wait for. The sandbox's delays are known: a Function is away while it starts, and the
 * gateway takes a change over late; a move waits for the one and then for the other, a planned one between them for the proof that the Function
 * has turned, and the rest is Twinlake's.
 */
public final class FailoverBench {

    private static final Delays DELAYS = new Delays(0, 2000, 1000, FunctionPlan.RECREATE);
    private static final double INJECTED = (DELAYS.takeOverMs() + DELAYS.functionStartMs()) / 1000.0;
    private static final double PLANNED = INJECTED + Delays.PROVEN_SECONDS;
    private static final DemoSize SMALL = new DemoSize(2000, 0.001, false);
    private static final String REASON = "benchmark";

    private final Stage stage;
    private final int runs;
    private final List<Double> cold = new ArrayList<>();
    private final List<Double> served = new ArrayList<>();
    private final List<Double> down = new ArrayList<>();
    private final List<Double> blackHoled = new ArrayList<>();
    private final List<Double> overhead = new ArrayList<>();
    private final List<Double> failed = new ArrayList<>();

    /**
     * @param home the project's folder
     * @param folder a new folder for the sandbox
     * @param runs how often each figure is measured
     */
    public FailoverBench(Path home, Path folder, int runs, Consumer<String> progress) {
        this.stage = new Stage(home, folder, SMALL, DELAYS, progress);
        this.runs = runs;
    }

    /** Measures everything; the sandbox is down afterwards. */
    public BenchDocument run() {
        try {
            stage.up(DemoData::seed);
            stage.twinlake(0, "sync");
            stage.twinlake(0, "verify");
            thereAndBack(cold);
            try (Serving serving = stage.serve()) {
                stage.say("serve listens on port " + serving.port());
                thereAndBack(served);
            }
            awayFrom(FaultKind.DOWN, down);
            awayFrom(FaultKind.BLACKHOLE, blackHoled);
        } finally {
            stage.down(false);
        }
        return document();
    }

    private BenchDocument document() {
        double refused = BenchRow.median(down);
        return new BenchDocument(
                1,
                List.of(
                        BenchRow.of(
                                        "planned move, beyond injected delays, serve running",
                                        "s",
                                        1,
                                        beyond(served, PLANNED))
                                .beside(PLANNED),
                        BenchRow.of("planned move, beyond injected delays, cold", "s", 3, beyond(cold, PLANNED))
                                .beside(PLANNED),
                        BenchRow.of("forced move, beyond injected delays, cold", "s", 3, beyond(down, INJECTED))
                                .beside(INJECTED),
                        BenchRow.of(
                                "forced move, more when the primary is black-holed",
                                "s",
                                2,
                                blackHoled.stream().map(rto -> rto - refused).toList()),
                        BenchRow.of(
                                "planned move, failed requests of a client that tries twice", "requests", 0, failed),
                        BenchRow.of("runbook beyond its steps, cold", "s", 0.5, overhead)));
    }

    private static List<Double> beyond(List<Double> rtos, double injected) {
        return rtos.stream().map(rto -> rto - injected).toList();
    }

    private void thereAndBack(List<Double> rtos) {
        for (int run = 0; run < runs; run++) {
            planned(
                    rtos,
                    "failover",
                    "--mode",
                    "planned",
                    "--to",
                    stage.secondary().name());
            planned(rtos, "failback");
        }
    }

    private void planned(List<Double> rtos, String... command) {
        boolean back = command[0].equals("failback");
        try (GatewayClient client = GatewayClient.start(
                stage.layout().edge().gateway(), stage.layout().edge().headers(), stage.customers(5))) {
            MoveTimes times = move(back ? stage.primary() : stage.secondary(), command);
            rtos.add(times.rto());
            failed.add((double) client.requests().failed());
            if (rtos == cold) {
                overhead.add(times.overhead());
            }
        }
    }

    /** A forced move away from a primary with that fault, and a planned one back. */
    private void awayFrom(FaultKind fault, List<Double> rtos) {
        FaultTargets faults = new FaultTargets(stage.sandbox());
        for (int run = 0; run < runs; run++) {
            faults.order(stage.primary().name(), Fault.of(fault));
            String to = stage.secondary().name();
            rtos.add(move(
                            stage.secondary(),
                            "failover",
                            "--mode",
                            "forced",
                            "--to",
                            to,
                            "--accept-data-loss",
                            "unbounded")
                    .rto());
            faults.clear(stage.primary().name());
            move(stage.primary(), "failback", "--stranded", "discard");
        }
    }

    private MoveTimes move(RegionLayout to, String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of("--confirm", to.name(), "--reason", REASON));
        MoveTimes times = new MoveTimes(stage.twinlake(0, line.toArray(String[]::new)));
        stage.say(command[0] + " to " + to.name() + ": RTO " + times.rto() + " s");
        return times;
    }
}
