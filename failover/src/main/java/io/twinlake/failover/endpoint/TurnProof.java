package io.twinlake.failover.endpoint;

import java.time.Instant;

/**
 * Whether an endpoint has turned on every instance that was met.
 *
 * @param at when it was proven, or given up
 * @param asked number of questions
 * @param message what was seen, in words
 */
public record TurnProof(State state, Instant at, int asked, String message) {
    /** What the answers say. */
    public enum State {
        /** Enough of them in a row, over the time that is asked for, came from the new region's workspace. */
        PROVEN,
        /** They are well and prove nothing: they do not say which workspace was read, or came too seldom. */
        NOT_TOLD,
        /** Answers from elsewhere, or none, came in between until the end. */
        CONTRADICTED
    }
}
