package io.twinlake.ledger.readiness;

import io.twinlake.config.name.GroupName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found when it was last asked whether a group could move, everything being asked that the night would ask.
 *
 * @param at when it was asked
 * @param problems the checks that failed, by name; empty where all was well
 * @param wellAt when all was well last; empty where it never was
 */
public record ReadinessProof(GroupName group, Instant at, List<String> problems, Optional<Instant> wellAt) {
    public ReadinessProof {
        problems = List.copyOf(problems);
    }

    public boolean isWell() {
        return problems.isEmpty();
    }
}
