package io.twinlake.orchestrator.move;

import io.twinlake.config.FailoverGroup;
import io.twinlake.runbooks.Runbook;

/** A move as it was asked for: which group, by which runbook, under which terms. */
public record MoveRequest(FailoverGroup group, Runbook runbook, MoveParameters parameters) {}
