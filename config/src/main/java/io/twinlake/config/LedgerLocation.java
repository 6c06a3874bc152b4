package io.twinlake.config;

import org.jspecify.annotations.Nullable;

/** Where the ledger is: a JDBC address of H2 or PostgreSQL, with its account where one is needed. */
public record LedgerLocation(
        String url, @Nullable String user, @Nullable Secret password) {}
