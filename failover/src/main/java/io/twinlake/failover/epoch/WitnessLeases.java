package io.twinlake.failover.epoch;

import io.twinlake.clients.ClientException;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.lease.Lease;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The witness's leases as one ledger takes them. The ledger's processes keep each other away by its own leases; whoever holds the one to
 * move a group takes the witness's from a process of the same ledger that held it before, so that a move that was killed goes on without
 * waiting for the lease of the dead. Each taking has an id of its own: who was stopped and wakes up can neither renew nor give back what
 * another has taken since.
 */
public final class WitnessLeases {
    private static final int TRIES = 3;

    /** Storage knows no longer ones. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Witness witness;
    private final Supplier<String> ledger;
    private final Clock clock;
    private final Map<GroupName, String> held = new ConcurrentHashMap<>();

    WitnessLeases(Witness witness, Supplier<String> ledger, Clock clock) {
        this.witness = witness;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** How long a lease lasts that is asked for so long. */
    public static Duration lasting(Duration timeToLive) {
        return timeToLive.compareTo(LONGEST) > 0 ? LONGEST : timeToLive;
    }

    /**
     * Takes the lease of a group that the witness knows.
     *
     * @param move the ledger's lease under which the group is moved; its owner tells people who has it
     * @return empty when it is ours; otherwise who took it
     * @throws EpochUnproven where the witness does not answer
     */
    public Optional<WitnessState.Holder> take(GroupName group, Lease move, Duration timeToLive) {
        return reached(group, () -> {
            String taking = ledger.get() + " " + move.fence();
            boolean taken = witness.take(group, id(group, taking), timeToLive);
            Optional<WitnessState.Holder> other =
                    taken ? Optional.empty() : witness.read(group).flatMap(WitnessState::holder);
            Optional<WitnessState.Holder> before =
                    other.filter(holder -> holder.lease().startsWith(ledger.get() + " "));
            if (before.isPresent()) {
                // That lease alone: who took it since may not have signed yet.
                witness.release(group, id(group, before.get().lease()));
                taken = witness.take(group, id(group, taking), timeToLive);
            }
            if (taken && sign(group, new WitnessState.Holder(move.owner(), now(), taking))) {
                held.put(group, taking);
                return Optional.empty();
            }
            return other.or(() -> witness.read(group).flatMap(WitnessState::holder))
                    .or(() -> Optional.of(new WitnessState.Holder("another host", now(), "")));
        });
    }

    /** Takes the lease from whoever holds it, at once. */
    public Optional<WitnessState.Holder> seize(GroupName group, Lease move, Duration timeToLive) {
        Optional<WitnessState.Holder> other = Optional.empty();
        for (int i = 0; i < TRIES; i++) {
            reached(group, () -> {
                witness.breakLease(group);
                return true;
            });
            other = take(group, move, timeToLive);
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
        @Nullable String taking = held.get(group);
        return taking != null && witness.renew(group, id(group, taking));
    }

    /** Gives the lease back; one that another took since is left alone. */
    public void release(GroupName group) {
        @Nullable String taking = held.remove(group);
        if (taking != null) {
            witness.release(group, id(group, taking));
        }
    }

    /** The id of the lease that is held. */
    @Nullable
    String id(GroupName group) {
        @Nullable String taking = held.get(group);
        return taking == null ? null : id(group, taking);
    }

    /** Whether the witness names another than the one who holds the lease here; nobody is another where none is held here. */
    boolean isTakenFromUs(WitnessState witnessed) {
        @Nullable String taking = held.get(witnessed.epoch().group());
        return taking != null
                && witnessed
                        .holder()
                        .filter(holder -> holder.lease().equals(taking))
                        .isEmpty();
    }

    /** Writes down who holds it: whoever promotes looks for his name. */
    private boolean sign(GroupName group, WitnessState.Holder holder) {
        String lease = id(group, holder.lease());
        for (int i = 0; i < TRIES; i++) {
            Optional<WitnessState> signed =
                    witness.read(group).flatMap(state -> witness.replace(state.heldBy(holder), lease));
            if (signed.isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String id(GroupName group, String taking) {
        return UUID.nameUUIDFromBytes((taking + " " + group).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static <T> T reached(GroupName group, Supplier<T> call) {
        try {
            return call.get();
        } catch (ClientException e) {
            throw WitnessReadings.unproven(group, e);
        }
    }
}
