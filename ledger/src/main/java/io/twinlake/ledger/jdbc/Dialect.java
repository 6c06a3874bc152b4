package io.twinlake.ledger.jdbc;

import io.twinlake.config.LedgerLocation;
import java.util.Map;

/** What differs between the two databases; everything else is written once for both. */
enum Dialect {
    H2 {
        // async: any other channel is closed by an interrupt of a thread that uses it, and the database with it.
        // WRITE_DELAY: without it a kill -9 loses commits that were acknowledged.
        // DB_CLOSE_ON_EXIT: closing is ours; H2's own shutdown hook would run beside a drain that still writes.
        // LOCK_TIMEOUT: H2's patience with a lock, two seconds, ends too soon on a busy host.
        @Override
        String url(LedgerLocation location) {
            return "jdbc:h2:async:" + location.path() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=15000";
        }

        @Override
        Map<String, String> placeholders() {
            return Map.of("text", "CHARACTER LARGE OBJECT", "binary", "BINARY LARGE OBJECT", "codepoints", "");
        }
    },
    POSTGRESQL {
        @Override
        String url(LedgerLocation location) {
            return location.url();
        }

        @Override
        Map<String, String> placeholders() {
            return Map.of("text", "TEXT", "binary", "BYTEA", "codepoints", "COLLATE \"C\"");
        }
    };

    static Dialect of(LedgerLocation location) {
        return location.isFile() ? H2 : POSTGRESQL;
    }

    /** The JDBC address with the settings that the ledger depends on. */
    abstract String url(LedgerLocation location);

    /** The words that the migrations leave open. */
    abstract Map<String, String> placeholders();
}
