package io.twinlake.catalogsync.change;

import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Outcome;

/** The outcome of work that writes nothing: what stands in the way of a write is either a decision, which blocks, or a failure. */
public final class UnwrittenOutcome {
    private UnwrittenOutcome() {}

    public static ObjectOutcome outcome(Work work) {
        return new ObjectOutcome(work.change().kind(), work.change().object(), of(work), work.failure());
    }

    public static Outcome of(Work work) {
        Failure failure = work.failure();
        return failure == null ? Outcome.KEPT : of(failure);
    }

    public static Outcome of(Failure failure) {
        return switch (failure.category()) {
            case "unsupported" -> Outcome.UNSUPPORTED;
            case "blocked" -> Outcome.BLOCKED;
            default -> Outcome.FAILED;
        };
    }
}
