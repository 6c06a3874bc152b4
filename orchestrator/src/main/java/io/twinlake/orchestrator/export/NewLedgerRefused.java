package io.twinlake.orchestrator.export;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;

/** Nothing was started, because this ledger does not know the group and another one may. */
public final class NewLedgerRefused extends TwinlakeException {
    NewLedgerRefused(String message, String next) {
        super(OwnCategory.NEW_LEDGER, message, next, null);
    }
}
