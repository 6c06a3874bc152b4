package io.twinlake.orchestrator.sync;

import io.twinlake.failover.hold.Release;
import io.twinlake.failover.hold.WayBack;
import io.twinlake.failover.stranded.SettleStranded;
import io.twinlake.failover.stranded.StrandedChoice;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.journal.Holds;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.Actor;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fences and searches the old primary before anything is copied there; what is stranded is settled as the operator decided. */
record OpenWayBack(ProtectedGroup group, Standing standing, Optional<StrandedChoice> choice) {
    private static final String DECIDED = "decided by an operator while replication was not held";
    private static final String NEVER_LEFT =
            "No region was left as far as this ledger knows, so that nothing is stranded: --stranded had nothing to do.";
    private static final String FIRST =
            "Run `twinlake sync` without a plan: it fences and searches the old primary first. Then plan anew.";
    private static final Logger LOG = LoggerFactory.getLogger(OpenWayBack.class);

    /**
     * Opens it where replication is held, and where an operator has decided what becomes of stranded commits; or says why it stays closed.
     *
     * @param guard called right before each write for the run that left the region; it throws where this sync may write no more
     * @return what an operator should know of it, as sentences
     * @throws SyncHeld when the way back stays closed
     */
    List<String> open(Consumer<RunId> guard) {
        Optional<Hold> hold = hold();
        RunId left = hold.map(Hold::run).orElseGet(standing.state()::mover);
        if (left.value().isEmpty()) {
            return choice.map(decided -> NEVER_LEFT).stream().toList();
        }
        if (hold.isEmpty() && choice.isEmpty()) {
            return List.of();
        }
        Release release = new WayBack(
                        group.config(), group.workspace(standing.standby()), group.fence(), group.ledger())
                .open(
                        choice,
                        new SettleStranded.Order(
                                left,
                                standing.epoch(),
                                Actor.ofThisProcess(),
                                hold.map(Hold::reason).orElse(DECIDED),
                                () -> guard.accept(left)));
        if (release instanceof Release.StillHeld held) {
            throw hold.map(kept -> new SyncHeld(kept, held.reason(), held.next()))
                    .orElseGet(() -> new SyncHeld(group.name(), held.reason(), held.next()));
        }
        hold.ifPresent(kept ->
                LOG.info("replication goes on group={} heldBy={} since={}", kept.group(), kept.run(), kept.since()));
        return ((Release.Released) release).sentences();
    }

    /** @throws SyncHeld where a sync would have to open it first */
    void requireOpen() {
        group.ledger().holds().current(group.name()).ifPresent(hold -> {
            throw new SyncHeld(hold, hold.reason(), FIRST);
        });
        unfenced().ifPresent(left -> {
            throw new SyncHeld(group.name(), reason(left), FIRST);
        });
    }

    /** What replication waits for. A region that stands by and may still write is held from now on: nobody has searched it since. */
    private Optional<Hold> hold() {
        Holds holds = group.ledger().holds();
        return holds.current(group.name())
                .or(() -> unfenced().map(left -> holds.holdUnlessHeld(group.name(), reason(left), left.run())));
    }

    private static String reason(FenceState left) {
        return "region " + left.region() + " was left UNFENCED at " + left.since() + ": " + left.reason();
    }

    private Optional<FenceState> unfenced() {
        return group.ledger()
                .fences()
                .find(group.name(), standing.standby())
                .filter(state -> state.status() == FenceState.Status.UNFENCED);
    }
}
