package io.twinlake.orchestrator.move;

import io.twinlake.config.FailoverGroup;
import io.twinlake.ledger.epoch.Epoch;
import io.twinlake.runbooks.Runbook;
import java.util.Optional;

/**
 * A move as it was asked for: which group, by which runbook, under which terms.
 *
 * @param epoch the one that was seen when it was asked for; the move is refused under another
 */
public record MoveRequest(FailoverGroup group, Runbook runbook, MoveParameters parameters, Optional<Epoch> epoch) {}
