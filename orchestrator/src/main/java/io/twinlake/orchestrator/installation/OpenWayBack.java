package io.twinlake.orchestrator.installation;

import io.twinlake.failover.hold.Release;
import io.twinlake.failover.hold.WayBack;
import io.twinlake.failover.stranded.SettleStranded;
import io.twinlake.failover.stranded.StrandedChoice;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.orchestrator.sync.HeldReplication;
import io.twinlake.orchestrator.sync.SyncHeld;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fences and searches the old primary before anything is copied there; what is stranded is settled as the operator decided.
 *
 * @param wayBack into the region that does not serve in an epoch, on the ledger as the sync may write it
 */
record OpenWayBack(BiFunction<EpochState, Ledger, WayBack> wayBack, Optional<StrandedChoice> choice)
        implements HeldReplication {
    private static final Logger LOG = LoggerFactory.getLogger(OpenWayBack.class);

    @Override
    public List<String> open(Hold hold, EpochState epoch, Ledger ledger, Runnable guard) {
        SettleStranded.Order order =
                new SettleStranded.Order(hold.run(), epoch.epoch(), Actor.ofThisProcess(), hold.reason(), guard);
        Release release = wayBack.apply(epoch, ledger).open(choice, order);
        if (release instanceof Release.StillHeld held) {
            throw new SyncHeld(hold, held.reason(), held.next());
        }
        LOG.info("replication goes on group={} heldBy={} since={}", hold.group(), hold.run(), hold.since());
        return ((Release.Released) release).sentences();
    }
}
