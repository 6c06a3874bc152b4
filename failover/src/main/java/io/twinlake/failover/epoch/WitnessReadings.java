package io.twinlake.failover.epoch;

import io.twinlake.clients.ClientException;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.time.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What the witness said, at most a second ago: a run that writes a thousand objects does not ask a thousand times. Who wants to know
 * while somebody asks waits for that answer. One that did not come is kept as well, so that a dead witness is waited for once and not by
 * every thread. Nobody waits for what is asked about another group.
 */
final class WitnessReadings {
    /** How old an answer may be: what a promotion elsewhere can be overlooked for, besides a call that is on the wire. */
    static final Duration AGE = Duration.ofSeconds(1);

    private final Witness witness;
    private final Ticker ticker;
    private final Map<GroupName, Question> questions = new ConcurrentHashMap<>();

    WitnessReadings(Witness witness, Ticker ticker) {
        this.witness = witness;
        this.ticker = ticker;
    }

    private record Reading(
            Optional<WitnessState> state, @Nullable RuntimeException failure, long readAt) {}

    private boolean isFresh(Reading reading) {
        return ticker.nanos() - reading.readAt() <= AGE.toNanos();
    }

    /** Asked by the first who wants the answer; the others wait for it. */
    private final class Question {
        private final GroupName group;
        private final FutureTask<Reading> asking;

        Question(GroupName group) {
            this.group = group;
            this.asking = new FutureTask<>(() -> read(group));
        }

        boolean isOver() {
            return asking.isDone() && !isFresh(answer());
        }

        Reading answer() {
            asking.run();
            try {
                return asking.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EpochUnproven("Nobody waits for the witness of group " + group + " any more.", e);
            } catch (ExecutionException e) {
                questions.remove(group, this);
                throw new IllegalStateException("the witness of group " + group + " cannot be asked", e.getCause());
            }
        }
    }

    /** @throws EpochUnproven where it does not answer */
    Optional<WitnessState> recent(GroupName group) {
        Question own = new Question(group);
        Question question = questions.compute(group, (name, known) -> known == null || known.isOver() ? own : known);
        Reading reading = question.answer();
        // Another's question may have been on its way for long before this one wanted to know.
        return question == own || isFresh(reading) ? usable(group, reading) : fresh(group);
    }

    /**
     * The answer to a question that nobody has asked before.
     *
     * @throws EpochUnproven where it does not answer
     */
    Optional<WitnessState> fresh(GroupName group) {
        Question own = new Question(group);
        questions.put(group, own);
        return usable(group, own.answer());
    }

    void forget(GroupName group) {
        questions.remove(group);
    }

    static EpochUnproven unproven(GroupName group, RuntimeException failure) {
        return failure instanceof EpochUnproven unproven
                ? unproven
                : new EpochUnproven(
                        "The witness of group " + group + " does not answer, so nothing is written: "
                                + failure.getMessage(),
                        failure);
    }

    private static Optional<WitnessState> usable(GroupName group, Reading reading) {
        if (reading.failure() != null) {
            throw unproven(group, reading.failure());
        }
        return reading.state();
    }

    private Reading read(GroupName group) {
        // The age counts from before the question: the answer may have been on its way for long.
        long before = ticker.nanos();
        try {
            return new Reading(witness.read(group), null, before);
        } catch (ClientException | EpochUnproven e) {
            return new Reading(Optional.empty(), e, ticker.nanos());
        }
    }
}
