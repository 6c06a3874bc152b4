package io.twinlake.orchestrator.drill.report;

import io.twinlake.ledger.step.StepStatus;
import java.time.Duration;

/** What became of one step of a drill, in one sentence. */
public record DrillStep(String name, StepStatus status, Duration took, String message) {}
