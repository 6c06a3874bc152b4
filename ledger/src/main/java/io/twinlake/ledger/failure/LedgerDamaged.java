package io.twinlake.ledger.failure;

import io.twinlake.config.failure.OwnCategory;

/** The ledger's file is there and has lost its tables: it is not taken for a new one. */
public final class LedgerDamaged extends LedgerException {
    public LedgerDamaged(String message) {
        super(
                OwnCategory.LEDGER,
                message,
                "Nothing was done. Move the file away, then bring a copy back with `twinlake ledger restore`.",
                null);
    }
}
