package io.twinlake.orchestrator.move;

import java.time.Instant;
import java.util.Optional;

/**
 * A table whose later writes are lost.
 *
 * @param lastVersion the last version that was replicated; empty where none ever was, or where commits were settled since and the table was not
 *     copied anew
 * @param lastCommit when it was committed in the region that it was written in
 */
public record Loss(String object, Optional<Long> lastVersion, Optional<Instant> lastCommit) {
    /** Whether it is known what the new primary has of it. */
    public boolean known() {
        return lastVersion.isPresent();
    }
}
