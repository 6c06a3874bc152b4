package io.twinlake.config.description;

import io.twinlake.config.Coordination;
import io.twinlake.config.LeaseTerms;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.Region;
import io.twinlake.config.Serve;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.access.Secret;
import io.twinlake.config.description.Shape.Named;
import io.twinlake.config.description.Shape.Section;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The description of {@code twinlake.yml}, each key once, and the configuration that its values stand for. */
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

    /**
     * The configuration that the file stands for.
     *
     * @param file where relative paths start
     */
    public static TwinlakeConfig config(Values read, Path file) {
        Map<RegionName, Region> regions = new LinkedHashMap<>();
        read.section("regions")
                .orElseThrow()
                .named()
                .forEach((name, region) -> regions.put(new RegionName(name), RegionKeys.region(name, region)));
        Map<GroupName, FailoverGroup> groups = new LinkedHashMap<>();
        read.section("groups")
                .orElseThrow()
                .named()
                .forEach((name, group) -> groups.put(new GroupName(name), GroupKeys.group(name, group)));
        Values serve = read.section("serve").orElseThrow();
        return new TwinlakeConfig(
                file,
                ledger(read.section("ledger").orElseThrow(), file),
                read.section("ledger").orElseThrow().find("exportKey", Secret.class),
                new Coordination(
                        lease(read.section("lease").orElseThrow()),
                        read.section("witness").map(AzureKeys::witness)),
                AzureKeys.azure(read.section("azure").orElseThrow(), file),
                new Serve(serve.get("address", String.class), serve.get("port", Integer.class)),
                regions,
                groups);
    }

    private static LeaseTerms lease(Values lease) {
        return new LeaseTerms(lease.get("timeToLive", Duration.class), lease.get("renewEvery", Duration.class));
    }

    private static LedgerLocation ledger(Values ledger, Path file) {
        @Nullable Secret password = ledger.find("password", Secret.class).orElse(null);
        LedgerLocation asWritten = new LedgerLocation(
                ledger.get("url", String.class),
                ledger.find("user", String.class).orElse(null),
                password);
        return asWritten.resolvedAgainst(file);
    }
}
