package io.twinlake.ledger.failure;

import java.nio.file.Path;

/** Another process owns the ledger's file: commands go through that process. */
public final class LedgerInUse extends LedgerException {
    public LedgerInUse(Path file, Throwable cause) {
        super("another process owns the ledger " + file, cause);
    }
}
