package io.twinlake.ledger.failure;

import io.twinlake.config.failure.Category;
import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import org.jspecify.annotations.Nullable;

/** The ledger could not be read or written; nothing that depended on the row was done. */
public class LedgerException extends TwinlakeException {
    public LedgerException(String message, Throwable cause) {
        this(OwnCategory.LEDGER, message, null, cause);
    }

    /** @param next what a person does about it, as a sentence; null where the category says it */
    protected LedgerException(Category category, String message, @Nullable String next, @Nullable Throwable cause) {
        super(category, message, next, cause);
    }
}
