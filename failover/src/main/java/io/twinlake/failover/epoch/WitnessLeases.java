package io.twinlake.failover.epoch;

import io.twinlake.clients.ClientException;
import io.twinlake.config.GroupName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The witness's leases as one ledger takes them. Its processes keep each other away by the ledger's own leases; so they share one lease
 * here, and a move that was killed goes on without waiting for the lease of the dead.
 */
public final class WitnessLeases {
    private static final int TRIES = 3;

    private final Witness witness;
    private final Supplier<String> ledger;
    private final Clock clock;
    private final Map<GroupName, String> held = new ConcurrentHashMap<>();

    WitnessLeases(Witness witness, Supplier<String> ledger, Clock clock) {
        this.witness = witness;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Takes the lease of a group that the witness knows.
     *
     * @param owner tells people who has it
     * @return empty when it is ours; otherwise who took it
     * @throws EpochUnproven where the witness does not answer
     */
    public Optional<WitnessState.Holder> take(GroupName group, String owner, Duration timeToLive) {
        return reached(group, () -> {
            String lease = lease(group);
            if (!witness.take(group, lease, timeToLive)) {
                return Optional.of(witness.read(group)
                        .flatMap(WitnessState::holder)
                        .orElseGet(() -> new WitnessState.Holder("another host", clock.instant())));
            }
            held.put(group, lease);
            sign(group, lease, owner);
            return Optional.empty();
        });
    }

    /** Takes the lease from whoever holds it, at once. */
    public Optional<WitnessState.Holder> seize(GroupName group, String owner, Duration timeToLive) {
        Optional<WitnessState.Holder> other = Optional.empty();
        for (int i = 0; i < TRIES; i++) {
            reached(group, () -> {
                witness.breakLease(group);
                return true;
            });
            other = take(group, owner, timeToLive);
            if (other.isEmpty()) {
                return other;
            }
        }
        return other;
    }

    /**
     * Holds the lease for its whole time again; false when it is no longer ours.
     *
     * @throws ClientException where the witness does not answer
     */
    public boolean renew(GroupName group) {
        @Nullable String lease = held.get(group);
        return lease != null && witness.renew(group, lease);
    }

    /** Gives the lease back. */
    public void release(GroupName group) {
        @Nullable String lease = held.remove(group);
        if (lease != null) {
            witness.release(group, lease);
        }
    }

    @Nullable
    String held(GroupName group) {
        return held.get(group);
    }

    /** Writes down who holds it. Failing to is no harm: a promotion that came between has changed the state. */
    private void sign(GroupName group, String lease, String owner) {
        WitnessState.Holder holder =
                new WitnessState.Holder(owner, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        witness.read(group).ifPresent(state -> witness.replace(state.heldBy(holder), lease));
    }

    private String lease(GroupName group) {
        String name = ledger.get() + " " + group;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static <T> T reached(GroupName group, Supplier<T> call) {
        try {
            return call.get();
        } catch (ClientException e) {
            throw WitnessReadings.unproven(group, e);
        }
    }
}
