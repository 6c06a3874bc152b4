package io.twinlake.sandbox.region.api.statement;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.SqlRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One statement on its way: PENDING, RUNNING, then SUCCEEDED, FAILED or CANCELED for good, and CLOSED when its result is gone. */
final class Execution {

    enum State {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELED,
        CLOSED;

        boolean isTerminal() {
            return this != PENDING && this != RUNNING;
        }
    }

    private final SqlRequest request;
    private final Delivery delivery;
    private final Clock clock;
    private final CountDownLatch done = new CountDownLatch(1);
    private State state = State.PENDING;
    private @Nullable StatementResult result;
    private @Nullable SqlFailure failure;
    private @Nullable Instant ended;

    Execution(SqlRequest request, Delivery delivery, Clock clock) {
        this.request = request;
        this.delivery = delivery;
        this.clock = clock;
    }

    SqlRequest request() {
        return request;
    }

    /** False where it was cancelled before it began. */
    synchronized boolean begin() {
        if (state == State.PENDING) {
            state = State.RUNNING;
        }
        return state == State.RUNNING;
    }

    /** @throws SqlFailure where the result cannot be delivered as it was wanted; the statement then goes on to fail */
    synchronized void succeed(ResultTable table, long inlineBytes) {
        if (!state.isTerminal()) {
            result = new StatementResult(table, delivery, inlineBytes);
            end(State.SUCCEEDED);
        }
    }

    synchronized void fail(SqlFailure why) {
        if (!state.isTerminal()) {
            failure = why;
            end(State.FAILED);
        }
    }

    /** False where it had ended before. */
    synchronized boolean cancel() {
        if (state.isTerminal()) {
            return false;
        }
        end(State.CANCELED);
        return true;
    }

    /** Forgets the result; what had no result stays as it is. */
    synchronized void close() {
        if (state == State.SUCCEEDED) {
            result = null;
            state = State.CLOSED;
        }
    }

    /** Whether it ended so long ago, or longer. */
    synchronized boolean endedBefore(Duration age) {
        return ended != null && !clock.instant().isBefore(ended.plus(age));
    }

    private void end(State terminal) {
        state = terminal;
        ended = clock.instant();
        done.countDown();
    }

    /** True where it ended within that time. */
    boolean await(Duration patience) throws InterruptedException {
        return done.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized State state() {
        return state;
    }

    synchronized @Nullable StatementResult result() {
        return result;
    }

    synchronized @Nullable SqlFailure failure() {
        return failure;
    }
}
