package io.twinlake.catalogsync.sharing;

import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * How long a sync waits for what another region tells late.
 *
 * @param atMost from the first look on
 */
public record Patience(Time time, Duration atMost) {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Looks again and again. @return empty where there was nothing in time, or the thread was interrupted: then it is still marked so */
    <T> Optional<T> await(Supplier<Optional<T>> look) {
        Deadline deadline = time.deadline(atMost);
        Optional<T> found = look.get();
        while (found.isEmpty() && !deadline.isOver()) {
            try {
                time.sleeper().sleep(deadline.left(PAUSE));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return found;
            }
            found = look.get();
        }
        return found;
    }

    boolean until(BooleanSupplier isSo) {
        return await(() -> isSo.getAsBoolean() ? Optional.of(true) : Optional.empty())
                .isPresent();
    }

    /** The moment before which whatever was told is known everywhere by now. */
    Instant settled() {
        return time.clock().instant().minus(atMost);
    }

    @Override
    public String toString() {
        return atMost.toSeconds() + " s";
    }
}
