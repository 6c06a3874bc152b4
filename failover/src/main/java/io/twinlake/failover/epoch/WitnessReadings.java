package io.twinlake.failover.epoch;

import io.twinlake.clients.ClientException;
import io.twinlake.config.GroupName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the witness said, at most a second ago: a run that writes a thousand objects does not ask a thousand times. An answer that did
 * not come is kept as well, so that a dead witness is waited for once and not by every thread.
 */
final class WitnessReadings {
    /** How old an answer may be: what a promotion elsewhere can be overlooked for, besides a call that is on the wire. */
    static final Duration AGE = Duration.ofSeconds(1);

    private final Witness witness;
    private final Map<GroupName, Reading> readings = new HashMap<>();

    WitnessReadings(Witness witness) {
        this.witness = witness;
    }

    private record Reading(
            Optional<WitnessState> state, @Nullable RuntimeException failure, long readAt) {
        boolean isFresh() {
            return System.nanoTime() - readAt <= AGE.toNanos();
        }
    }

    /** @throws EpochUnproven where it does not answer */
    synchronized Optional<WitnessState> recent(GroupName group) {
        Reading known = readings.get(group);
        Reading reading = known != null && known.isFresh() ? known : read(group);
        if (reading.failure() != null) {
            throw unproven(group, reading.failure());
        }
        return reading.state();
    }

    /** @throws EpochUnproven where it does not answer */
    synchronized Optional<WitnessState> fresh(GroupName group) {
        readings.remove(group);
        return recent(group);
    }

    synchronized void forget(GroupName group) {
        readings.remove(group);
    }

    static EpochUnproven unproven(GroupName group, RuntimeException failure) {
        return failure instanceof EpochUnproven unproven
                ? unproven
                : new EpochUnproven(
                        "The witness of group " + group + " does not answer, so nothing is written: "
                                + failure.getMessage(),
                        failure);
    }

    private Reading read(GroupName group) {
        // The age counts from before the question: the answer may have been on its way for long.
        long before = System.nanoTime();
        Reading reading;
        try {
            reading = new Reading(witness.read(group), null, before);
        } catch (ClientException | EpochUnproven e) {
            reading = new Reading(Optional.empty(), e, System.nanoTime());
        }
        readings.put(group, reading);
        return reading;
    }
}
