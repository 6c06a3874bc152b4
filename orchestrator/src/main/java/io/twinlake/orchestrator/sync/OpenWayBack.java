package io.twinlake.orchestrator.sync;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.failover.hold.Release;
import io.twinlake.failover.hold.WayBack;
import io.twinlake.failover.stranded.SettleStranded;
import io.twinlake.failover.stranded.StrandedChoice;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.run.Actor;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fences and searches the old primary before anything is copied there; what is stranded is settled as the operator decided. */
record OpenWayBack(ProtectedGroup group, Standing standing, Optional<StrandedChoice> choice) {
    private static final Logger LOG = LoggerFactory.getLogger(OpenWayBack.class);

    /**
     * Releases the hold, or says why it stays.
     *
     * @param guard called right before each write; it throws where this sync may write no more
     * @return what an operator should know of it, as sentences
     * @throws SyncHeld when replication waits on
     */
    List<String> open(Hold hold, Runnable guard) {
        SettleStranded.Order order =
                new SettleStranded.Order(hold.run(), standing.epoch(), Actor.ofThisProcess(), hold.reason(), guard);
        Workspace left = group.workspace(standing.standby());
        Release release = new WayBack(group.config(), left, group.fence(), group.ledger()).open(choice, order);
        if (release instanceof Release.StillHeld held) {
            throw new SyncHeld(hold, held.reason(), held.next());
        }
        LOG.info("replication goes on group={} heldBy={} since={}", hold.group(), hold.run(), hold.since());
        return ((Release.Released) release).sentences();
    }
}
