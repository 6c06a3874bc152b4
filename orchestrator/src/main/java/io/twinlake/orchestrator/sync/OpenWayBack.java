package io.twinlake.orchestrator.sync;

import io.twinlake.clients.databricks.Workspace;
import io.twinlake.failover.hold.Release;
import io.twinlake.failover.hold.WayBack;
import io.twinlake.failover.stranded.SettleStranded;
import io.twinlake.failover.stranded.StrandedChoice;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.journal.Holds;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.run.Actor;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fences and searches the old primary before anything is copied there; what is stranded is settled as the operator decided. */
record OpenWayBack(ProtectedGroup group, Standing standing, Optional<StrandedChoice> choice) {
    private static final Logger LOG = LoggerFactory.getLogger(OpenWayBack.class);

    /** What replication waits for. A region that stands by and may still write is held from now on: nobody has searched it since. */
    Optional<Hold> hold() {
        Holds holds = group.ledger().holds();
        return holds.current(group.name())
                .or(() -> unfenced().map(left -> {
                    String reason =
                            "region " + left.region() + " was left UNFENCED at " + left.since() + ": " + left.reason();
                    return holds.holdUnlessHeld(group.name(), reason, left.run());
                }));
    }

    private Optional<FenceState> unfenced() {
        return group.ledger()
                .fences()
                .find(group.name(), standing.standby())
                .filter(state -> state.status() == FenceState.Status.UNFENCED);
    }

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
