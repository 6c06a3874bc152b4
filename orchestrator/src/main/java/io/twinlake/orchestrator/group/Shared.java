package io.twinlake.orchestrator.group;

import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.time.Time;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.orchestrator.batch.BatchRuntime;
import io.twinlake.orchestrator.lease.Authority;
import java.util.Optional;

/**
 * What all groups of an installation share.
 *
 * @param authority where the right to change a group comes from, and the ledger that goes by it
 * @param witness the home of the epoch, where one is configured
 */
public record Shared(
        TwinlakeConfig config,
        Authority authority,
        BatchRuntime batch,
        Regions regions,
        Optional<Witness> witness,
        GroupMeans means,
        Time time) {
    Shared withoutWitness() {
        return new Shared(config, authority.withoutWitness(), batch, regions, witness, means, time);
    }
}
