package io.twinlake.orchestrator.drill.report;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.failover.endpoint.SwitchReading;
import io.twinlake.failover.readiness.Check;
import io.twinlake.failover.readiness.CheckName;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.step.StepStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports of a drill of {@code gold}, westeurope to northeurope. */
public final class DrillReports {
    private static final Latencies NONE = new Latencies(List.of());

    private DrillReports() {}

    /** One with something in each of its fields. */
    public static DrillReport whole() {
        Latencies times = new Latencies(List.of(Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofMillis(90)));
        LookupComparison lookups = new LookupComparison(
                4, 3, 1, Duration.ofMillis(900), times, times, List.of("c-4: the secondary did not answer"));
        return new DrillReport(
                drilled(false),
                List.of(
                        new DrillStep(
                                "check-readiness", StepStatus.DONE, Duration.ofMillis(300), "All is well but one."),
                        new DrillStep("clone-api-tables", StepStatus.SKIPPED, Duration.ZERO, "The group has none."),
                        new DrillStep(
                                "compare-lookups", StepStatus.FAILED, Duration.ofSeconds(2), "1 lookup differs.")),
                new DrillReport.Found(
                        List.of(
                                Check.well(CheckName.LEDGER, "The ledger answers."),
                                Check.failing(
                                        CheckName.PARITY, "Both sides were never compared.", "Run `twinlake verify`.")),
                        Optional.of(ParityCounts.of(List.of(ParityState.IN_SYNC, ParityState.DRIFTED))),
                        Optional.of(lookups),
                        List.of(new SwitchPlan(
                                "gateway",
                                new RegionName("northeurope"),
                                new SwitchReading(
                                        Map.of("url", "a"), Optional.of(new RegionName("westeurope")), "\"1\""),
                                Map.of("url", "b"))),
                        List.of(
                                new Objective("RPO", "15 min", "1 min", true),
                                new Objective("RTO", "5 min", "6 min", false)),
                        Duration.ofSeconds(360),
                        Optional.of(Duration.ofMinutes(1)),
                        Optional.of(List.of("gold.twinlake_drill"))),
                Path.of("drills"));
    }

    /** One of two steps, of which the first ended so. */
    static DrillReport of(StepStatus step, Optional<List<String>> left, boolean met, int equal, ParityState state) {
        return of(step, left, met, equal, state, false);
    }

    /** The same of a group that accepts what is unknown, or does not. */
    static DrillReport of(
            StepStatus step,
            Optional<List<String>> left,
            boolean met,
            int equal,
            ParityState state,
            boolean acceptUnknown) {
        LookupComparison lookups = new LookupComparison(10, equal, 0, Duration.ZERO, NONE, NONE, List.of());
        return new DrillReport(
                drilled(acceptUnknown),
                List.of(
                        new DrillStep("warm-warehouse", step, Duration.ZERO, "Said."),
                        new DrillStep("clean-up", StepStatus.DONE, Duration.ZERO, "Said.")),
                new DrillReport.Found(
                        List.of(),
                        Optional.of(ParityCounts.of(List.of(ParityState.IN_SYNC, state))),
                        Optional.of(lookups),
                        List.of(),
                        List.of(
                                new Objective("RPO", "15 min", "1 min", true),
                                new Objective("RTO", "5 min", "1 min", met)),
                        Duration.ZERO,
                        Optional.empty(),
                        left),
                Path.of("drills"));
    }

    private static DrillReport.Drilled drilled(boolean acceptUnknown) {
        return new DrillReport.Drilled(
                new RunId("run-1"),
                new GroupName("gold"),
                new Direction(new RegionName("westeurope"), new RegionName("northeurope")),
                acceptUnknown,
                "a hash",
                Instant.EPOCH,
                Duration.ZERO);
    }
}
