package io.twinlake.ledger.jdbc;

import io.twinlake.config.LedgerLocation;
import java.util.Map;
import java.util.Optional;

/** What differs between the two databases; everything else is written once for both. */
enum Dialect {
    H2 {
        // async: any other channel is closed by an interrupt of a thread that uses it, and the database with it.
        // WRITE_DELAY: without it a kill -9 loses commits that were acknowledged.
        // DB_CLOSE_ON_EXIT: closing is ours; H2's own shutdown hook would run beside a drain that still writes.
        // LOCK_TIMEOUT: H2's patience with a lock, two seconds, ends too soon on a busy host.
        // TRACE_LEVEL_FILE: a failure reaches us as an exception; H2's own file of them would be everybody's to read.
        @Override
        String url(LedgerLocation location) {
            return "jdbc:h2:async:" + location.path() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=15000"
                    + ";TRACE_LEVEL_FILE=0";
        }

        @Override
        Map<String, String> settings() {
            return Map.of();
        }

        @Override
        Optional<String> firstStatement(LedgerLocation location) {
            return Optional.empty();
        }

        @Override
        Map<String, String> placeholders() {
            return Map.of(
                    "text",
                    "CHARACTER LARGE OBJECT",
                    "binary",
                    "BINARY LARGE OBJECT",
                    "codepoints",
                    "",
                    "object_key",
                    "object",
                    "by_hash",
                    "");
        }
    },
    POSTGRESQL {
        @Override
        String url(LedgerLocation location) {
            return location.url();
        }

        // A server that accepts and never answers is found out, and so is one that died without a word.
        @Override
        Map<String, String> settings() {
            return Map.of("connectTimeout", "5", "loginTimeout", "5", "socketTimeout", "15", "tcpKeepAlive", "true");
        }

        // Both are shorter than the socket's patience, so that a lock is told from a dead server. A process that is
        // stopped
        // in the middle of a transaction keeps its rows, the epoch's above all, from nobody for longer. Not among the
        // settings: they would be sent as a start-up option, which poolers refuse.
        @Override
        Optional<String> firstStatement(LedgerLocation location) {
            return location.url().contains("lock_timeout")
                    ? Optional.empty()
                    : Optional.of("SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '5s'");
        }

        @Override
        Map<String, String> placeholders() {
            return Map.of(
                    "text",
                    "TEXT",
                    "binary",
                    "BYTEA",
                    "codepoints",
                    "COLLATE \"C\"",
                    "object_key",
                    "md5(object)",
                    "by_hash",
                    "USING HASH");
        }
    };

    static Dialect of(LedgerLocation location) {
        return location.isFile() ? H2 : POSTGRESQL;
    }

    /** The JDBC address with the settings that the ledger depends on. */
    abstract String url(LedgerLocation location);

    /** What the driver is told, where the address itself does not say otherwise. */
    abstract Map<String, String> settings();

    /** What every connection begins with. */
    abstract Optional<String> firstStatement(LedgerLocation location);

    /** The words that the migrations leave open. */
    abstract Map<String, String> placeholders();
}
