package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.ledger.Standing;
import io.twinlake.orchestrator.group.ProtectedGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * One drill as its steps see it.
 *
 * @param standing in which the drill was begun
 * @param schema where stand-ins are made
 * @param sample how many keys are asked for
 * @param seed the same seed samples the same keys of the same rows
 */
public record DrillContext(
        ProtectedGroup group, Standing standing, DrillSchema schema, int sample, long seed, Findings findings) {
    /** The workspace of the region that serves. */
    Workspace source() {
        return group.workspace(standing.serving());
    }

    /** The workspace of the region that stands by. */
    Workspace replica() {
        return group.workspace(standing.standby());
    }

    /** Counts the time of work that a move would have to do as well. */
    <T> T timed(Supplier<T> work) {
        Instant before = group.clock().instant();
        T result = work.get();
        findings.countToRto(Duration.between(before, group.clock().instant()));
        return result;
    }
}
