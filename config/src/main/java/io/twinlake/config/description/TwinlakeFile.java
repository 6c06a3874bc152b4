package io.twinlake.config.description;

import io.twinlake.config.description.Shape.Abbreviated;
import io.twinlake.config.description.Shape.Either;
import io.twinlake.config.description.Shape.Items;
import io.twinlake.config.description.Shape.Kinds;
import io.twinlake.config.description.Shape.Named;
import io.twinlake.config.description.Shape.Section;
import io.twinlake.config.description.Shape.Single;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    private static final Kinds CREDENTIALS = new Kinds(
            Key.standard(
                    "type",
                    Formats.TEXT,
                    "name",
                    "azure-managed-identity",
                    "How to sign in to the workspace; each way has keys of its own."),
            kinds(
                    Map.entry(
                            "azure-managed-identity",
                            Section.of(Key.optional(
                                    "clientId",
                                    Formats.TEXT,
                                    "id",
                                    "A user-assigned identity; without it the host's own."))),
                    Map.entry(
                            "azure-service-principal",
                            Section.of(
                                    Key.required("tenantId", Formats.TEXT, "id", "The Entra tenant."),
                                    Key.required(
                                            "clientId", Formats.TEXT, "id", "The service principal's application id."),
                                    Key.required("clientSecret", Formats.SECRET, "secret", "Its Entra secret."))),
                    Map.entry(
                            "oauth-m2m",
                            Section.of(
                                    Key.required(
                                            "clientId",
                                            Formats.TEXT,
                                            "id",
                                            "The Databricks service principal's application id."),
                                    Key.required(
                                            "clientSecret", Formats.SECRET, "secret", "Its Databricks OAuth secret."))),
                    Map.entry(
                            "profile",
                            Section.of(Key.required(
                                    "name",
                                    Formats.TEXT,
                                    "text",
                                    "A profile of `~/.databrickscfg`, read as the SDK reads it."))),
                    Map.entry(
                            "pat",
                            Section.of(Key.required(
                                    "token",
                                    Formats.PERSONAL_ACCESS_TOKEN,
                                    "secret",
                                    "A personal access token; accepted under this key only.")))));

    private static final Kinds STORAGE_CREDENTIALS = new Kinds(
            Key.standard(
                    "type",
                    Formats.TEXT,
                    "name",
                    "same-as-workspace",
                    "How to sign in to the storage account: with the workspace's Entra identity, or with an account key."),
            kinds(
                    Map.entry("same-as-workspace", Section.of()),
                    Map.entry(
                            "account-key",
                            Section.of(
                                    Key.required("account", Formats.TEXT, "text", "The storage account's name."),
                                    Key.required("key", Formats.SECRET, "secret", "One of its keys.")))));

    private static final Section REGION = Section.of(
            Key.required("workspace", Formats.WORKSPACE, "https URL", "The workspace's address."),
            Key.required("warehouse", Formats.TEXT, "id", "The SQL warehouse that runs Twinlake's statements."),
            Key.optional(
                    "storage",
                    Formats.STORAGE,
                    "https URL",
                    "The storage account's blob endpoint, where Twinlake keeps or reads files."),
            Key.optional("credentials", CREDENTIALS, "section", "How to sign in to the workspace."),
            Key.optional(
                    "storageCredentials", STORAGE_CREDENTIALS, "section", "How to sign in to the storage account."));

    private static final Section CATALOG = Section.of(
            Key.required("name", Formats.CATALOG, "text", "The catalog's name."),
            Key.optional(
                    "include",
                    new Items(new Single(Formats.NAME_PATTERN), 0),
                    "list of patterns",
                    "`schema` or `schema.object` patterns with `*`; what matches is in scope. Without any, everything is."),
            Key.optional(
                    "exclude",
                    new Items(new Single(Formats.NAME_PATTERN), 0),
                    "list of patterns",
                    "Patterns of what is out of scope; they win over `include`."));

    private static final Section MAPPINGS = Section.of(
            Key.optional(
                    "locations",
                    new Items(new Named(Formats.REGION, new Single(Formats.LOCATION), 2), 0),
                    "list of region: URL",
                    "Storage URL prefixes that correspond, one per region; the longest that fits wins."),
            Key.optional(
                    "principals",
                    new Items(new Named(Formats.REGION, new Single(Formats.TEXT), 2), 0),
                    "list of region: name",
                    "Users, groups and service principals that are named differently in each region."));

    private static final Section OBJECTIVES = Section.of(
            Key.standard("rpo", Formats.DURATION, "duration", "15m", "How old the newest replicated state may be."),
            Key.standard("rto", Formats.DURATION, "duration", "5m", "How long a move may take."),
            Key.standard("lookupP95", Formats.DURATION, "duration", "100ms", "The 95th percentile of a lookup by key."),
            Key.standard("availability", Formats.PERCENT, "percent", "99.9", "The share of lookups answered."));

    private static final Either SCHEDULE = new Either(List.of(
            Section.of(
                    Key.required(
                            "cron", Formats.CRON, "Quartz cron", "When a sync starts: 6 or 7 fields, seconds first."),
                    Key.standard("zone", Formats.ZONE, "time zone", "UTC", "The time zone of `cron`.")),
            Section.of(Key.required(
                    "continuous",
                    Section.of(Key.required(
                            "minimumInterval", Formats.DURATION, "duration", "The least time between two starts.")),
                    "section",
                    "Instead of `cron`: sync again and again."))));

    private static final Section SYNC = Section.of(
            Key.standard(
                    "concurrency",
                    Format.wholeNumber(1, 64),
                    "objects",
                    "4",
                    "How many objects are worked on at once."),
            Key.standard(
                    "prune",
                    Formats.FLAG,
                    "true or false",
                    "false",
                    "Whether replicas of objects gone from the source are removed."),
            Key.standard(
                    "pruneLimit",
                    Format.wholeNumber(0, 100_000),
                    "objects",
                    "10",
                    "How many removals one run may make at most."));

    private static final Section GROUP = Section.of(
            Key.required("home", Formats.REGION, "region", "The region that serves in normal times."),
            Key.required("secondary", Formats.REGION, "region", "The region that is kept ready."),
            Key.required(
                    "catalogs",
                    new Items(new Abbreviated("name", CATALOG), 1),
                    "list",
                    "What is replicated; a bare name takes the whole catalog."),
            Key.optional(
                    "apiTables",
                    new Items(new Single(Formats.TABLE), 0),
                    "list of catalog.schema.table",
                    "The tables that the API reads by key; they must be in scope."),
            Key.optional("mappings", MAPPINGS, "section", "What is named differently in each region."),
            Key.optional("objectives", OBJECTIVES, "section", "What the group promises."),
            Key.optional("schedule", SCHEDULE, "section", "When the group is synced; without it only by command."),
            Key.optional("sync", SYNC, "section", "How hard a sync may press."));

    private static final Section ROOT = Section.of(
            Key.optional("ledger", LEDGER, "section", "Where Twinlake remembers what happened."),
            Key.optional("serve", SERVE, "section", "Where the server listens."),
            Key.required(
                    "regions",
                    new Named(Formats.REGION, REGION, 2),
                    "sections by region name",
                    "The regions, by a name of your choice."),
            Key.required(
                    "groups",
                    new Named(Formats.GROUP, GROUP, 1),
                    "sections by group name",
                    "The failover groups: what is replicated and moved together."));

    private TwinlakeFile() {}

    /** What the whole file may hold. */
    public static Section root() {
        return ROOT;
    }

    @SafeVarargs
    private static Map<String, Section> kinds(Map.Entry<String, Section>... kinds) {
        Map<String, Section> inOrder = new LinkedHashMap<>();
        for (Map.Entry<String, Section> kind : kinds) {
            inOrder.put(kind.getKey(), kind.getValue());
        }
        return inOrder;
    }
}
