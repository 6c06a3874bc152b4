package io.twinlake.config.description;

import io.twinlake.config.description.Shape.Named;
import io.twinlake.config.description.Shape.Section;

/** The description of {@code twinlake.yml}, each key once. */
public final class TwinlakeFile {
    private static final Section LEDGER = Section.of(
            Key.standard(
                    "url",
                    Formats.LEDGER,
                    "JDBC address",
                    "jdbc:h2:file:./ledger/twinlake",
                    "Where the ledger is: an H2 file (a relative path starts at this file's folder) or a PostgreSQL database."),
            Key.optional("user", Formats.TEXT, "text", "The database account."),
            Key.optional("password", Formats.SECRET, "secret", "The database account's password."),
            Key.optional(
                    "exportKey",
                    Formats.SIGNING_KEY,
                    "secret of 32 bytes or more",
                    "Signs the copies of the ledger that go to each region's storage; without it none do."));

    private static final Section LEASE = Section.of(
            Key.standard("timeToLive", Formats.DURATION, "duration", "15s", "How long a lease lasts without renewal."),
            Key.standard("renewEvery", Formats.DURATION, "duration", "5s", "How often its holder renews it."));

    private static final Section SERVE = Section.of(
            Key.standard("address", Formats.TEXT, "host or IP address", "127.0.0.1", "Where `twinlake serve` listens."),
            Key.standard("port", Formats.PORT, "0 to 65535", "8480", "The port it listens on; 0 takes any free one."));

    private static final Section ROOT = Section.of(
            Key.optional("ledger", LEDGER, "section", "Where Twinlake remembers what happened."),
            Key.optional("lease", LEASE, "section", "The right to change a group, which one process holds at a time."),
            Key.optional(
                    "witness",
                    AzureKeys.WITNESS,
                    "section",
                    "Who serves each group, kept where no region's loss can reach it; without it the ledger alone knows."),
            Key.optional("azure", AzureKeys.AZURE, "section", "How to reach Azure itself; needed to turn endpoints."),
            Key.optional("serve", SERVE, "section", "Where the server listens."),
            Key.required(
                    "regions",
                    new Named(Formats.REGION, RegionKeys.REGION, 2),
                    "sections by region name",
                    "The regions, by a name of your choice."),
            Key.required(
                    "groups",
                    new Named(Formats.GROUP, GroupKeys.GROUP, 1),
                    "sections by group name",
                    "The failover groups: what is replicated and moved together."));

    private TwinlakeFile() {}

    /** What the whole file may hold. */
    public static Section root() {
        return ROOT;
    }
}
