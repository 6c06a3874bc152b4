package io.twinlake.config.yaml;

import static io.twinlake.config.yaml.ConfigurationFiles.FULL;
import static io.twinlake.config.yaml.ConfigurationFiles.SMALLEST;

import java.util.stream.Stream;

/**
 * A file with one mistake, and what the operator is told about it.
 *
 * @param seenBySchema whether a JSON Schema can know it
 */
record BadExample(String name, String text, int line, String key, String found, String expected, boolean seenBySchema) {

    static Stream<BadExample> all() {
        return Stream.of(
                schema("unknown key", SMALLEST.replace("    warehouse: a1", "    warehose: x\n    warehouse: a1"))
                        .at(
                                4,
                                "regions.westeurope.warehose",
                                "an unknown key",
                                "warehouse? (one of workspace, warehouse,"),
                schema(
                                "former key",
                                SMALLEST.replace(
                                        "    catalogs: [gold]", "    catalogs: [gold]\n    sync: {prune: true}"))
                        .at(13, "groups.gold.sync.prune", "a key of earlier versions", "onDelete: prune instead"),
                schema(
                                "former key for a number",
                                SMALLEST.replace(
                                        "    catalogs: [gold]", "    catalogs: [gold]\n    sync: {pruneLimit: 3}"))
                        .at(13, "groups.gold.sync.pruneLimit", "a key of earlier versions", "maxPrune"),
                schema(
                                "kept for no number of days",
                                SMALLEST.replace(
                                        "    catalogs: [gold]",
                                        "    catalogs: [gold]\n    sync: {onDelete: keepMarked}"))
                        .at(13, "groups.gold.sync.onDelete", "\"keepMarked\"", "a number of days"),
                schema("missing key", SMALLEST.replace("    warehouse: a1\n", ""))
                        .at(3, "regions.westeurope.warehouse", "nothing", "The SQL warehouse"),
                schema("number for a text", SMALLEST.replace("warehouse: a1", "warehouse: 12"))
                        .at(4, "regions.westeurope.warehouse", "the number \"12\"", "a text (put it in quotes)"),
                schema("list for a text", SMALLEST.replace("home: westeurope", "home: [westeurope]"))
                        .at(10, "groups.gold.home", "a list", "a region's name"),
                schema(
                                "text for a section",
                                SMALLEST.replace("    catalogs: [gold]", "    catalogs: [gold]\n    sync: 4"))
                        .at(13, "groups.gold.sync", "the number \"4\"", "a section"),
                schema("nothing for a section", SMALLEST + "    objectives:\n")
                        .at(13, "groups.gold.objectives", "nothing", "a section"),
                loader("short signing key", FULL.replace("one of 32 bytes or more, as asked", "not as many as 32"))
                        .at(1, "ledger.exportKey", "a secret of less than 32 bytes", "at least 32 bytes"),
                loader("placeholder for a key", FULL.replace("one of 32 bytes or more, as asked", "set-me"))
                        .at(1, "ledger.exportKey", "a secret of less than 32 bytes", "openssl rand -base64 32"),
                loader(
                                "long placeholder for a key",
                                FULL.replace("one of 32 bytes or more, as asked", "Change-Me! Change-Me! Change-Me! "))
                        .at(1, "ledger.exportKey", "a placeholder", "openssl rand -base64 32"),
                loader(
                                "monotonous key",
                                FULL.replace(
                                        "one of 32 bytes or more, as asked", "abcabcabcabcabcabcabcabcabcabcabcabc"))
                        .at(1, "ledger.exportKey", "a placeholder", "openssl rand -base64 32"),
                schema("bad duration", FULL.replace("rpo: 1h", "rpo: 1 hour"))
                        .at(27, "groups.gold.objectives.rpo", "\"1 hour\"", "15m"),
                schema("zero duration", FULL.replace("rpo: 1h", "rpo: 0s"))
                        .at(27, "groups.gold.objectives.rpo", "\"0s\"", "above zero"),
                schema("duration without a unit", FULL.replace("rpo: 1h", "rpo: 15"))
                        .at(27, "groups.gold.objectives.rpo", "the number \"15\"", "a duration"),
                schema("percentage above 100", FULL.replace("availability: 99", "availability: 101"))
                        .at(27, "groups.gold.objectives.availability", "\"101\"", "a percentage"),
                schema("cron of five fields", FULL.replace("0 */15 * * * ?", "*/15 * * * *"))
                        .at(28, "groups.gold.schedule.cron", "\"*/15 * * * *\"", "seconds first"),
                loader("cron with a bad field", FULL.replace("0 */15 * * * ?", "0 99 * * * ?"))
                        .at(
                                28,
                                "groups.gold.schedule.cron",
                                "\"0 99 * * * ?\" (Value 99 not in range [0, 59])",
                                "Quartz cron"),
                loader("cron with both days", FULL.replace("0 */15 * * * ?", "0 0 0 1 * MON"))
                        .at(28, "groups.gold.schedule.cron", "\"0 0 0 1 * MON\"", "Quartz cron"),
                loader(
                                "header of the connection",
                                FULL.replace("x-functions-key: of-a-function", "Host: of-a-function"))
                        .at(
                                34,
                                "groups.gold.endpoints.lookup.functions.northeurope.headers.Host",
                                "Host",
                                "the name of a header that a client may set"),
                loader("key of two lines", FULL.replace("of-a-client", "\"of\\nof\""))
                        .at(
                                39,
                                "groups.gold.endpoints.gateway.headers.Ocp-Apim-Subscription-Key",
                                "",
                                "a secret of one line"),
                loader("unknown time zone", FULL.replace("Europe/Amsterdam", "Mars/Olympus"))
                        .at(28, "groups.gold.schedule.zone", "\"Mars/Olympus\"", "a time zone"),
                schema("two schedules", FULL.replace("zone: Europe/Amsterdam", "continuous: {minimumInterval: 1m}"))
                        .at(28, "groups.gold.schedule", "both", "either cron or continuous"),
                loader("unknown region", SMALLEST.replace("secondary: northeurope", "secondary: northeurop"))
                        .at(11, "groups.gold.secondary", "the unknown region \"northeurop\"", "northeurope? (one of"),
                loader("region given twice", SMALLEST.replace("groups:", "  westeurope: {}\ngroups:"))
                        .at(8, "regions.westeurope", "the key a second time", "each key once"),
                loader("key given twice", SMALLEST.replace("    warehouse: a1", "    warehouse: a0\n    warehouse: a1"))
                        .at(5, "regions.westeurope.warehouse", "the key a second time", "each key once"),
                loader(
                                "storage over http without a key",
                                SMALLEST.replace(
                                        "    warehouse: a1",
                                        "    warehouse: a1\n    storage: http://127.0.0.1:10000/west"))
                        .at(5, "regions.westeurope.storage", "http, over which no token is sent", "type account-key"),
                loader("home is secondary", SMALLEST.replace("secondary: northeurope", "secondary: westeurope"))
                        .at(11, "groups.gold.secondary", "the home region again", "another region"),
                loader("two regions in one workspace", SMALLEST.replace("adb-2.2", "adb-1.1"))
                        .at(6, "regions.northeurope.workspace", "the workspace of region westeurope", "its own"),
                loader("pattern with a catalog", FULL.replace("*.tmp_*", "gold.api.tmp_*"))
                        .at(19, "groups.gold.catalogs[0].exclude[0]", "\"gold.api.tmp_*\"", "without the catalog"),
                loader("pattern with an open backtick", FULL.replace("*.tmp_*", "`api.x"))
                        .at(19, "groups.gold.catalogs[0].exclude[0]", "\"`api.x\"", "a pattern"),
                loader("API table of another catalog", FULL.replace("[gold.api.customer_summary]", "[silver.api.t]"))
                        .at(21, "groups.gold.apiTables[0]", "silver.api.t, which is out", "catalogs includes"),
                loader("API table that is excluded", FULL.replace("[gold.api.customer_summary]", "[gold.api.tmp_t]"))
                        .at(21, "groups.gold.apiTables[0]", "gold.api.tmp_t, which is out", "catalogs includes"),
                schema("API table without a schema", FULL.replace("[gold.api.customer_summary]", "[customer_summary]"))
                        .at(21, "groups.gold.apiTables[0]", "\"customer_summary\"", "catalog.schema.table"),
                schema("address without a scheme", SMALLEST.replace("https://adb-1", "adb-1"))
                        .at(3, "regions.westeurope.workspace", "\"adb-1.1.azuredatabricks.net\"", "https://"),
                loader("http to another host", SMALLEST.replace("https://adb-1", "http://adb-1"))
                        .at(3, "regions.westeurope.workspace", "http://adb-1.1", "http only on this host"),
                schema("ledger elsewhere", FULL.replace("jdbc:postgresql://db/twinlake", "jdbc:h2:mem:x"))
                        .at(1, "ledger.url", "\"jdbc:h2:mem:x\"", "jdbc:h2:file:PATH"),
                schema(
                                "ledger served by H2",
                                FULL.replace("jdbc:postgresql://db/twinlake", "jdbc:h2:file:./l;AUTO_SERVER=TRUE"))
                        .at(1, "ledger.url", "AUTO_SERVER", "without settings"),
                schema("port too great", FULL.replace("port: 0", "port: 70000"))
                        .at(2, "serve.port", "\"70000\"", "65535"),
                schema("mapping to a local path", FULL.replace("abfss://lake@b.dfs.core.windows.net/", "/lake"))
                        .at(25, "groups.gold.mappings.locations[0].northeurope", "\"/lake\"", "abfss://"),
                loader(
                                "mapping of an unknown region",
                                FULL.replace(
                                        "{westeurope: x, northeurope: y}",
                                        "{westeurope: x, northeurope: y, eastus: z}"))
                        .at(26, "groups.gold.mappings.principals[0].eastus", "the unknown region", "one of"),
                schema("mapping for one region", FULL.replace("{westeurope: x, northeurope: y}", "{westeurope: x}"))
                        .at(26, "groups.gold.mappings.principals[0]", "1 of them", "at least 2"),
                loader(
                                "principal without any name",
                                FULL.replace("{westeurope: x, northeurope: y}", "{westeurope: null, northeurope: ~}"))
                        .at(26, "groups.gold.mappings.principals[0]", "no name at all", "in one region or more"),
                loader(
                                "principal mapped twice",
                                FULL.replace(
                                        "[{westeurope: x, northeurope: y}]",
                                        "[{westeurope: x, northeurope: y}, {westeurope: x, northeurope: null}]"))
                        .at(26, "groups.gold.mappings.principals[1].westeurope", "a second time", "once per region"),
                schema(
                                "location without an address",
                                FULL.replace("northeurope: abfss://lake@b.dfs.core.windows.net/", "northeurope: null"))
                        .at(25, "groups.gold.mappings.locations[0].northeurope", "nothing", "abfss://"),
                schema(
                                "unknown word for missing principals",
                                FULL.replace("    fence:", "    missingPrincipals: drop\n    fence:"))
                        .at(42, "groups.gold.missingPrincipals", "\"drop\"", "keep or fail"),
                schema("unknown way to sign in", FULL.replace("type: oauth-m2m", "type: oauth"))
                        .at(8, "regions.westeurope.credentials.type", "\"oauth\"", "one of azure-managed-identity"),
                schema("sign-in without its secret", FULL.replace(", clientSecret: \"${WEST_SECRET}\"", ""))
                        .at(8, "regions.westeurope.credentials.clientSecret", "nothing", "OAuth secret"),
                schema(
                                "key of another way to sign in",
                                SMALLEST.replace(
                                        "    warehouse: a1",
                                        "    warehouse: a1\n    credentials: {type: profile, name: x, token: y}"))
                        .at(5, "regions.westeurope.credentials.token", "an unknown key", "type, name"),
                loader("token under another key", FULL.replace("${KEY}", "dapi0123456789abcdef0123456789abcdef"))
                        .at(9, "regions.westeurope.storageCredentials.key", "a personal access token", "{type: pat,"),
                loader("variable that is not set", FULL.replace("${KEY}", "${NO_SUCH_KEY}"))
                        .at(
                                9,
                                "regions.westeurope.storageCredentials.key",
                                "${NO_SUCH_KEY}, which is not set",
                                "NO_SUCH_KEY"),
                loader("catalog twice", FULL.replace("- ref", "- gold"))
                        .at(20, "groups.gold.catalogs[1]", "catalog gold of group gold", "each catalog once"),
                schema("no catalog", SMALLEST.replace("[gold]", "[]"))
                        .at(12, "groups.gold.catalogs", "an empty list", "at least 1"),
                schema(
                                "one region",
                                SMALLEST.replace(
                                                "  northeurope:\n    workspace: https://adb-2.2.azuredatabricks.net\n    warehouse: b2\n",
                                                "")
                                        .replace("secondary: northeurope", "secondary: westeurope"))
                        .at(2, "regions", "1 of them", "at least 2"),
                loader("lease that ends before it is renewed", FULL.replace("renewEvery: 500ms", "renewEvery: 2s"))
                        .at(43, "lease.renewEvery", "ends before it is renewed", "less than timeToLive"),
                loader(
                                "lease that the witness does not hold for so long",
                                FULL.replace("timeToLive: 2s, renewEvery: 500ms", "timeToLive: 5m, renewEvery: 21s"))
                        .at(43, "lease.renewEvery", "more than 20s", "20s or less"),
                loader(
                                "gateway without Functions",
                                SMALLEST
                                        + "    endpoints: {gateway: {backend: /subscriptions/s/resourceGroups/g/providers/p/b,"
                                        + " url: https://a, probe: /x, home: west}}\n")
                        .at(13, "groups.gold.endpoints.gateway", "a gateway without lookup", "the Functions"),
                loader(
                                "Function of an unknown region",
                                FULL.replace("          northeurope: {id", "          eastus: {id"))
                        .at(34, "groups.gold.endpoints.lookup.functions.eastus", "the unknown region", "one of"),
                loader(
                                "Function missing in a region",
                                FULL.replace("          northeurope: {id", "          eastus: {id"))
                        .at(
                                33,
                                "groups.gold.endpoints.lookup.functions",
                                "no Function for region northeurope",
                                "one for"),
                schema(
                                "backend that is no resource",
                                FULL.replace(
                                        "/subscriptions/s/resourceGroups/g/providers/Microsoft.ApiManagement", "apim"))
                        .at(
                                36,
                                "groups.gold.endpoints.gateway.backend",
                                "\"apim/service/a/backends/b\"",
                                "/subscriptions/"),
                loader(
                                "backend of another provider",
                                FULL.replace(
                                        "Microsoft.ApiManagement/service/a/backends/b", "Microsoft.Cdn/profiles/p"))
                        .at(36, "groups.gold.endpoints.gateway.backend", "Microsoft.Cdn", "/backends/NAME"),
                loader("API where its backend is meant", FULL.replace("service/a/backends/b", "service/a/apis/b"))
                        .at(36, "groups.gold.endpoints.gateway.backend", "/apis/b", "/backends/NAME"),
                loader(
                                "backend of a workspace",
                                FULL.replace("service/a/backends/b", "service/a/workspaces/w/backends/b"))
                        .at(
                                36,
                                "groups.gold.endpoints.gateway.backend",
                                "/workspaces/w",
                                "of one of its workspaces cannot be turned"),
                loader("Function that is no site", FULL.replace("Microsoft.Web/sites/w", "Microsoft.Web/serverfarms/w"))
                        .at(33, "groups.gold.endpoints.lookup.functions.westeurope.id", "serverfarms", "/sites/NAME"),
                schema("probe with a placeholder", FULL.replace("/customers/1", "\"/customers/{id}\""))
                        .at(38, "groups.gold.endpoints.gateway.probe", "/customers/{id}", "/customers/1"),
                loader("probe that is no path", FULL.replace("/customers/1", "/customers/%zz"))
                        .at(38, "groups.gold.endpoints.gateway.probe", "/customers/%zz", "/customers/1"),
                schema("witness without storage", FULL.replace("  storage: http://127.0.0.1:10000/witness\n", ""))
                        .at(45, "witness.storage", "nothing", "blob endpoint"));
    }

    private static BadExample schema(String name, String text) {
        return new BadExample(name, text, 0, "", "", "", true);
    }

    private static BadExample loader(String name, String text) {
        return new BadExample(name, text, 0, "", "", "", false);
    }

    private BadExample at(int line, String key, String found, String expected) {
        return new BadExample(name, text, line, key, found, expected, seenBySchema);
    }

    @Override
    public String toString() {
        return name;
    }
}
