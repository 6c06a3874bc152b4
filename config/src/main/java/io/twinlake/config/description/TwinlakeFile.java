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
            Key.optional("password", Formats.SECRET, "secret", "The database account's password."));

    private static final Section SERVE = Section.of(
            Key.standard("address", Formats.TEXT, "host or IP address", "127.0.0.1", "Where `twinlake serve` listens."),
            Key.standard("port", Formats.PORT, "0 to 65535", "8480", "The port it listens on; 0 takes any free one."));

    private static final Section ROOT = Section.of(
            Key.optional("ledger", LEDGER, "section", "Where Twinlake remembers what happened."),
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
