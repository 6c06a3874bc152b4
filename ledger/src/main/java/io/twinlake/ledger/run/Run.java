package io.twinlake.ledger.run;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import java.time.Instant;

/** One run of a job. */
public record Run(
        RunId id, GroupName group, RunKind kind, Direction direction, Epoch epoch, Instant startedAt, RunEnd end) {
    public RunResult result() {
        return end.result();
    }
}
