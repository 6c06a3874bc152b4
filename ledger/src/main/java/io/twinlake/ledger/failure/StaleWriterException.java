package io.twinlake.ledger.failure;

import io.twinlake.config.failure.Category;
import org.jspecify.annotations.Nullable;

/** Somebody else has taken a writer's place: nothing of what it was about to write is in the ledger, and it must stop. */
public abstract class StaleWriterException extends LedgerException {
    protected StaleWriterException(Category category, String message, @Nullable String next) {
        super(category, message, next, null);
    }
}
