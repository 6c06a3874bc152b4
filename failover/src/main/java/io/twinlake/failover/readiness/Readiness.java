package io.twinlake.failover.readiness;

import io.twinlake.ledger.Standing;
import java.util.List;

/** Tells what stands between a group and a move to its other region. */
public interface Readiness {
    /** All checks, always the same ones in the same order; ends within a few seconds whatever is dead. Changes nothing. */
    List<Check> of(Standing standing);
}
