package io.twinlake.clients;

import java.util.Locale;

/** Why a call failed, as far as the caller's next act depends on it. */
public enum FailureCategory {
    /** Who we are was not accepted (401, no token). */
    AUTHENTICATION,
    /** We may not do this (403). */
    PERMISSION,
    NOT_FOUND,
    /** It exists already, or changed since it was read (409, 412). */
    CONFLICT,
    /** The request or the SQL was refused as wrong. */
    INVALID,
    /** Too many requests, still so after all retries. */
    RATE_LIMITED,
    /** No connection, or the server cannot answer now; nothing is known of the effect of a write. */
    UNAVAILABLE,
    /** No answer in time; nothing is known of the effect of a write. */
    TIMEOUT,
    /** The answer breaks the platform's own contract, for example a page token that repeats. */
    PROTOCOL;

    /** As documents and people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
