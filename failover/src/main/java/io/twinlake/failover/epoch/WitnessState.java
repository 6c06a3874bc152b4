package io.twinlake.failover.epoch;

import io.twinlake.ledger.epoch.EpochState;
import java.time.Instant;
import java.util.Optional;

/**
 * What the witness says of a group.
 *
 * @param epoch who serves, and which run made it so
 * @param reason why it did
 * @param holder who took the witness's lease last, and when; whether it is held still, only taking it tells
 * @param etag of the state that was read
 */
public record WitnessState(EpochState epoch, String reason, Optional<Holder> holder, String etag) {
    /**
     * Whoever took the lease.
     *
     * @param lease names the very taking of it: by which ledger, under which of its fences
     */
    public record Holder(String name, Instant since, String lease) {}

    /** What a witness is told first of a group. */
    static WitnessState first(EpochState epoch, String reason) {
        return new WitnessState(epoch, reason, Optional.empty(), "");
    }

    WitnessState promoted(EpochState next, String newReason) {
        return new WitnessState(next, newReason, holder, etag);
    }

    WitnessState heldBy(Holder newHolder) {
        return new WitnessState(epoch, reason, Optional.of(newHolder), etag);
    }

    WitnessState at(String newEtag) {
        return new WitnessState(epoch, reason, holder, newEtag);
    }
}
