package io.twinlake.orchestrator.move.report;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.orchestrator.move.MoveParameters;
import io.twinlake.orchestrator.move.report.MoveReport.Result;
import io.twinlake.orchestrator.move.report.MoveReport.StepLine;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports of a planned move of {@code gold}, westeurope to northeurope. */
public final class MoveReports {
    private static final RegionName WEST = new RegionName("westeurope");
    private static final RegionName NORTH = new RegionName("northeurope");

    private MoveReports() {}

    /** One that ended so, before or behind its promotion. */
    public static MoveReport of(Result result, boolean promoted, Optional<Proof> proof) {
        StepState promotion = promoted ? StepState.DONE : StepState.PENDING;
        return new MoveReport(
                new MoveReport.Order(
                        Optional.of(new RunId("run-1")),
                        new GroupName("gold"),
                        RunbookKind.PLANNED_FAILOVER,
                        new Direction(WEST, NORTH),
                        new MoveParameters(NORTH, "a test", Optional.empty(), false, Optional.empty()),
                        Instant.EPOCH),
                new MoveReport.Ending(result, Epoch.FIRST, promoted, Optional.empty(), "It ended."),
                new MoveReport.Figures(Optional.empty(), Optional.empty(), Optional.empty(), proof, Optional.empty()),
                new MoveReport.LeftPrimary(Optional.empty(), Optional.empty()),
                List.of(new StepLine(Verb.PROMOTE, promotion, Optional.empty(), Duration.ZERO, 1, "Said.")),
                List.of(),
                List.of(),
                List.of());
    }
}
