package io.twinlake.clients;

import io.twinlake.config.failure.Category;
import java.util.Locale;

/** Why a call failed, as far as the caller's next act depends on it. */
public enum FailureCategory implements Category {
    /** Who we are was not accepted (401, no token). */
    AUTHENTICATION(
            "See the region's credentials in the configuration, and that they have not run out, then run it again."),
    /** We may not do this (403). */
    PERMISSION(
            "Grant Twinlake's principal what the message names, then run it again: `twinlake permissions` lists all that it needs."),
    NOT_FOUND("See that it exists by this name and that Twinlake's principal may see it, then run it again."),
    /** It exists already, or changed since it was read (409, 412). */
    CONFLICT("Somebody else changed it at the same time: run it again."),
    /** The request or the SQL was refused as wrong. */
    INVALID("Mend what the message names, then run it again.") {
        @Override
        public String nextOfObject() {
            return "Mend the object as the message says, or exclude it from the group, then run it again.";
        }
    },
    /** The platform takes no more of what the message names (tables of a share, files of a shared table). */
    LIMIT("Make room for what the message names, or have Databricks raise the limit, then run it again."),
    /** The network of a storage account lets the caller's network through no more (403 of its firewall). */
    FIREWALL(
            "Let the network of the region's SQL warehouse through to the storage account that the message names (a serverless"
                    + " warehouse's by its network connectivity configuration, or a private endpoint), then run it again."),
    /** Too many requests, still so after all retries. */
    RATE_LIMITED("Lower sync.concurrency or wait, then run it again."),
    /** No connection, or the server cannot answer now; nothing is known of the effect of a write. */
    UNAVAILABLE(
            "See that the region answers, then run it again: it goes on where it stopped, and nothing done is lost."),
    /** No answer in time; nothing is known of the effect of a write. */
    TIMEOUT(UNAVAILABLE.next),
    /** The answer breaks the platform's own contract, for example a page token that repeats. */
    PROTOCOL("Run it again; if it comes back, report what it logs with -v -v.");

    private final String next;

    FailureCategory(String next) {
        this.next = next;
    }

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String next() {
        return next;
    }

    /** The same where the call was about one object that is replicated, and that may as well not be. */
    public String nextOfObject() {
        return next;
    }
}
