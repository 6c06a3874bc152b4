package io.twinlake.failover.hold;

import io.twinlake.clients.ClientException;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.fence.FenceResult;
import io.twinlake.failover.stranded.Settlement;
import io.twinlake.failover.stranded.Stranded;
import io.twinlake.failover.stranded.StrandedSearch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.Hold;
import io.twinlake.ledger.journal.Holds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds the replication towards an old primary until that region is reachable, fenced and searched, and what is stranded there is settled.
 * Every call may be repeated.
 */
public final class ReverseHold {
    /** Jobs at work get this long to end after they were cancelled. */
    private static final Duration FENCE_WITHIN = Duration.ofMinutes(2);

    private final Holds holds;
    private final GroupName group;

    public ReverseHold(Holds holds, GroupName group) {
        this.holds = holds;
        this.group = group;
    }

    public Hold hold(RunId run, String reason) {
        return holds.hold(group, reason, run);
    }

    /** Holds for a promotion that may not come about: the hold of a run before it stays that run's, who is not to be released with this one. */
    public Hold holdUnlessHeld(RunId run, String reason) {
        return holds.holdUnlessHeld(group, reason, run);
    }

    /** Takes back the hold of a run that did not come to the promotion for which it held; another run's stays. */
    public void release(RunId run) {
        current().filter(hold -> hold.run().equals(run)).ifPresent(holds::release);
    }

    public Optional<Hold> current() {
        return holds.current(group);
    }

    /**
     * Fences the old primary, searches it, and releases the hold where nothing waits to be settled. Changes nothing in the region but
     * its jobs' settings.
     *
     * @param search finds what is stranded there, or throws where it cannot be read
     * @param guard called right before each write; it throws where this run may write no more
     */
    public Release tryRelease(
            RegionName oldPrimary, Fence fence, Supplier<StrandedSearch> search, RunId run, Runnable guard) {
        Optional<Hold> before = current();
        if (fence.fence(oldPrimary, run, FENCE_WITHIN, guard) instanceof FenceResult.Unfenced unfenced) {
            return new Release.StillHeld(
                    "region " + oldPrimary + " is not fenced: " + unfenced.reason(),
                    "Bring the region back, or stop its writers by hand, then run this again.",
                    List.of());
        }
        StrandedSearch found;
        try {
            found = search.get();
        } catch (ClientException unread) {
            return new Release.StillHeld(
                    "region " + oldPrimary + " could not be searched for commits that were never replicated: "
                            + unread.getMessage(),
                    "Mend what the message names, then run this again.",
                    List.of());
        }
        List<Stranded> unsettled =
                found.found().stream().filter(Stranded::toBeSettled).toList();
        if (!found.isWhole()) {
            return new Release.StillHeld(
                    "region " + oldPrimary + " could not be searched whole for commits that were never replicated: "
                            + found.unreadNamed()
                            + (unsettled.isEmpty() ? "" : "; elsewhere it holds such: " + Stranded.named(unsettled)),
                    "Mend what the message names, then run this again.",
                    List.of());
        }
        if (!unsettled.isEmpty()) {
            return new Release.StillHeld(
                    "region " + oldPrimary + " holds commits that were never replicated: " + Stranded.named(unsettled),
                    "Run the command again with --stranded export to keep them aside, or --stranded discard to give them up.",
                    unsettled);
        }
        guard.run();
        before.ifPresent(holds::release);
        return current()
                .<Release>map(other -> new Release.StillHeld(
                        "replication was held anew meanwhile, by run " + other.run() + ": " + other.reason(),
                        "Run the command again.",
                        List.of()))
                .orElseGet(() -> new Release.Released(found.found(), Settlement.NONE));
    }
}
