package io.twinlake.failover.epoch;

import io.twinlake.config.name.GroupName;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The home of the epoch, outside the regions that may be lost. Losing a race is a value; a call that cannot be answered throws a
 * {@link io.twinlake.clients.ClientException}.
 */
public interface Witness {
    /** What it says; empty where it was never told of the group. */
    Optional<WitnessState> read(GroupName group);

    /** Tells it of a group unless it knows it. @return false where it does */
    boolean create(WitnessState first);

    /**
     * Writes over the state that has the new state's ETag and no other.
     *
     * @param lease the lease that this caller holds, if it does
     * @return the state as it is now; empty where it changed since, or another holds the lease
     */
    Optional<WitnessState> replace(WitnessState next, @Nullable String lease);

    /**
     * Takes the lease; whoever holds it under the same id takes it again.
     *
     * @return false where another holds it
     */
    boolean take(GroupName group, String lease, Duration timeToLive);

    /** Holds the lease for its whole time again. @return false where it is no longer ours */
    boolean renew(GroupName group, String lease);

    /** Gives the lease back; a lost one is left alone. */
    void release(GroupName group, String lease);

    /** Takes the lease from whoever holds it, at once. */
    void breakLease(GroupName group);
}
