package io.twinlake.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.Region;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.WitnessLocation;
import io.twinlake.config.access.AzureAccess;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import io.twinlake.config.access.StorageCredentials;
import io.twinlake.config.access.TrustStore;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.OnDelete;
import io.twinlake.config.group.Schedule;
import io.twinlake.config.group.ScopedCatalog;
import io.twinlake.config.group.SyncLimits;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.NamePattern;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.FencePlan;
import io.twinlake.config.primacy.LookupProbe;
import io.twinlake.config.primacy.Primacy;
import io.twinlake.config.primacy.ProofTerms;
import io.twinlake.config.primacy.SwitchTarget;
import io.twinlake.config.primacy.SwitchTarget.FunctionSettings;
import io.twinlake.config.primacy.SwitchTarget.GatewayBackend;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    private static final RegionName WEST = new RegionName("westeurope");
    private static final RegionName NORTH = new RegionName("northeurope");
    private static final GroupName GOLD = new GroupName("gold");

    @TempDir
    private Path folder;

    @Test
    void fillsInTheDefaults() {
        TwinlakeConfig config = read(ConfigurationFiles.SMALLEST);
        FailoverGroup gold = config.groups().get(GOLD);

        assertThat(config.ledger().path()).isEqualTo(folder.resolve("ledger/twinlake"));
        assertThat(config.ledger().user()).isNull();
        assertThat(config.serve().address()).isEqualTo("127.0.0.1");
        assertThat(config.serve().port()).isEqualTo(8480);
        assertThat(config.region(WEST))
                .isEqualTo(new Region(
                        WEST,
                        URI.create("https://adb-1.1.azuredatabricks.net"),
                        new Credentials.AzureManagedIdentity(null),
                        "a1",
                        null,
                        new StorageCredentials.SameAsWorkspace()));
        assertThat(gold.catalogs()).containsExactly(new ScopedCatalog("gold", List.of(), List.of()));
        assertThat(gold.apiTables()).isEmpty();
        assertThat(gold.mappings().locations()).isEmpty();
        assertThat(gold.objectives().rpo()).isEqualTo(Duration.ofMinutes(15));
        assertThat(gold.objectives().rto()).isEqualTo(Duration.ofMinutes(5));
        assertThat(gold.objectives().lookupP95()).isEqualTo(Duration.ofMillis(100));
        assertThat(gold.objectives().availability()).isEqualTo(99.9);
        assertThat(gold.objectives().outage()).isEqualTo(Duration.ofDays(7));
        assertThat(gold.schedules().sync()).isEqualTo(new Schedule.Manual());
        assertThat(gold.sync().concurrency()).isEqualTo(4);
        assertThat(gold.sync().onDrift()).isEqualTo(SyncLimits.OnDrift.REPORT);
        assertThat(gold.sync().onDelete()).isEqualTo(new OnDelete.Report());
        assertThat(gold.sync().maxPrune()).isEqualTo(10);
        assertThat(gold.sync().shareWithin()).isEqualTo(Duration.ofMinutes(2));
        assertThat(gold.endpoints()).isEmpty();
        assertThat(gold.fence().jobs()).isEmpty();
        assertThat(config.exportKey()).isEmpty();
        assertThat(config.lease().timeToLive()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.lease().renewEvery()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.witness()).isEmpty();
        assertThat(config.azure())
                .isEqualTo(new AzureAccess(
                        URI.create("https://management.azure.com"),
                        URI.create("https://login.microsoftonline.com"),
                        null,
                        new Credentials.AzureManagedIdentity(null)));
    }

    @Test
    void mapsEveryKey() {
        TwinlakeConfig config = ConfigurationFile.read(
                ConfigurationFiles.write(folder, ConfigurationFiles.FULL), Map.of("WEST_SECRET", "w", "KEY", "k"));
        FailoverGroup gold = config.groups().get(GOLD);

        assertThat(config.ledger().url()).isEqualTo("jdbc:postgresql://db/twinlake");
        assertThat(config.ledger().user()).isEqualTo("ann");
        assertThat(config.ledger().password()).isEqualTo(new Secret("fallback"));
        assertThat(config.serve().address()).isEqualTo("0.0.0.0");
        assertThat(config.serve().port()).isZero();
        assertThat(config.region(WEST))
                .isEqualTo(new Region(
                        WEST,
                        URI.create("https://adb-1.1.azuredatabricks.net"),
                        new Credentials.OAuthM2m("app", new Secret("w")),
                        "a1",
                        URI.create("http://127.0.0.1:10000/west"),
                        new StorageCredentials.AccountKey("west", new Secret("k"))));
        assertThat(config.region(NORTH).credentials())
                .isEqualTo(new Credentials.AzureServicePrincipal("t", "c", new Secret("s")));
        assertThat(gold.home()).isEqualTo(WEST);
        assertThat(gold.secondary()).isEqualTo(NORTH);
        assertThat(gold.catalogs())
                .containsExactly(
                        new ScopedCatalog("gold", List.of(new NamePattern("*")), List.of(new NamePattern("*.tmp_*"))),
                        new ScopedCatalog("ref", List.of(), List.of()));
        assertThat(gold.apiTables()).containsExactly(ObjectName.of("gold", "api", "customer_summary"));
        assertThat(gold.mappings().locations())
                .containsExactly(Map.of(
                        WEST, "abfss://lake@a.dfs.core.windows.net/", NORTH, "abfss://lake@b.dfs.core.windows.net/"));
        assertThat(gold.mappings().principals()).containsExactly(Map.of(WEST, "x", NORTH, "y"));
        assertThat(gold.objectives().rpo()).isEqualTo(Duration.ofHours(1));
        assertThat(gold.objectives().rto()).isEqualTo(Duration.ofSeconds(30));
        assertThat(gold.objectives().lookupP95()).isEqualTo(Duration.ofMillis(250));
        assertThat(gold.objectives().availability()).isEqualTo(99);
        assertThat(gold.objectives().outage()).isEqualTo(Duration.ofDays(14));
        assertThat(gold.schedules().sync())
                .isEqualTo(new Schedule.Cron("0 */15 * * * ?", ZoneId.of("Europe/Amsterdam")));
        assertThat(gold.sync().concurrency()).isEqualTo(8);
        assertThat(gold.sync().onDrift()).isEqualTo(SyncLimits.OnDrift.HEAL_METADATA);
        assertThat(gold.sync().onDelete()).isEqualTo(new OnDelete.KeepMarked(Duration.ofDays(30)));
        assertThat(gold.sync().maxPrune()).isEqualTo(3);
        assertThat(gold.sync().shareWithin()).isEqualTo(Duration.ofSeconds(30));
        assertThat(gold.fence()).isEqualTo(new FencePlan(List.of("daily-load", "api-refresh")));
    }

    @Test
    void mapsEveryKeyOfAMove() {
        TwinlakeConfig config = ConfigurationFile.read(
                ConfigurationFiles.write(folder, ConfigurationFiles.FULL), Map.of("WEST_SECRET", "w", "KEY", "k"));
        String provider = "/subscriptions/s/resourceGroups/g/providers/";

        assertThat(config.exportKey()).contains(new Secret("one of 32 bytes or more, as asked"));
        assertThat(config.lease().timeToLive()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.lease().renewEvery()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.witness())
                .contains(new WitnessLocation(
                        URI.create("http://127.0.0.1:10000/witness"),
                        "truth",
                        new StorageCredentials.AccountKey("witness", new Secret("truth"))));
        assertThat(config.azure())
                .isEqualTo(new AzureAccess(
                        URI.create("https://127.0.0.1:8443"),
                        URI.create("http://127.0.0.1:8444"),
                        new TrustStore(folder.resolve("edge.p12"), new Secret("store")),
                        new Credentials.AzureServicePrincipal("t", "c", new Secret("s"))));
        URI west = URI.create("https://w.example");
        URI north = URI.create("https://n.example");
        assertThat(config.groups().get(GOLD).endpoints())
                .containsExactly(
                        new FunctionSettings(
                                WEST,
                                provider + "Microsoft.Web/sites/w",
                                new LookupProbe(
                                        west,
                                        Optional.of("/customers/1"),
                                        Map.of(),
                                        new ProofTerms(5, Duration.ofSeconds(60)))),
                        new FunctionSettings(
                                NORTH,
                                provider + "Microsoft.Web/sites/n",
                                new LookupProbe(
                                        north,
                                        Optional.of("/customers/1"),
                                        Map.of("x-functions-key", new Secret("of-a-function")),
                                        new ProofTerms(5, Duration.ofSeconds(60)))),
                        new GatewayBackend(
                                new RegionName("uksouth"),
                                provider + "Microsoft.ApiManagement/service/a/backends/b",
                                new LookupProbe(
                                        URI.create("https://api.example"),
                                        Optional.of("/customers/1"),
                                        Map.of("Ocp-Apim-Subscription-Key", new Secret("of-a-client")),
                                        new ProofTerms(7, Duration.ofSeconds(3))),
                                Map.of(WEST, west, NORTH, north)));
    }

    @Test
    void readsFunctionsWithoutAGateway() {
        TwinlakeConfig config = ConfigurationFile.read(
                ConfigurationFiles.write(
                        folder, ConfigurationFiles.FULL.replaceFirst("(?s)      gateway:.*?(?=    fence:)", "")),
                Map.of("WEST_SECRET", "w", "KEY", "k"));
        Primacy primacy = config.groups().get(GOLD).primacy();

        assertThat(primacy.front()).isEmpty();
        assertThat(primacy.endpoints()).extracting(SwitchTarget::home).containsExactly(WEST, NORTH);
        assertThat(primacy.lookup(WEST)).isEmpty();
    }

    @Test
    void readsEveryWayToSignIn() {
        assertThat(credentials("{type: azure-managed-identity, clientId: me}"))
                .isEqualTo(new Credentials.AzureManagedIdentity("me"));
        assertThat(credentials("{type: profile, name: DEFAULT}")).isEqualTo(new Credentials.Profile("DEFAULT"));
        assertThat(credentials("{type: pat, token: dapi0123456789abcdef0123456789abcdef}"))
                .isEqualTo(new Credentials.PersonalAccessToken(new Secret("dapi0123456789abcdef0123456789abcdef")));
    }

    @Test
    void readsAContinuousSchedule() {
        TwinlakeConfig config =
                read(ConfigurationFiles.SMALLEST + "    schedule: {continuous: {minimumInterval: 1m}}\n");

        assertThat(config.groups().get(GOLD).schedules().sync())
                .isEqualTo(new Schedule.Continuous(Duration.ofMinutes(1)));
    }

    @Test
    void keepsTheFilesOrder() {
        TwinlakeConfig config = read(ConfigurationFiles.SMALLEST);

        assertThat(config.regions().keySet()).containsExactly(WEST, NORTH);
    }

    @Test
    void takesEnvironmentBeforeDefault() {
        String text = "serve: {port: \"${PORT:1}\"}\n" + ConfigurationFiles.SMALLEST;
        Path file = ConfigurationFiles.write(folder, text);

        assertThat(ConfigurationFile.read(file, Map.of()).serve().port()).isEqualTo(1);
        assertThat(ConfigurationFile.read(file, Map.of("PORT", "2")).serve().port())
                .isEqualTo(2);
    }

    @Test
    void neverPrintsASecret() {
        TwinlakeConfig config = ConfigurationFile.read(
                ConfigurationFiles.write(folder, ConfigurationFiles.FULL),
                Map.of("WEST_SECRET", "hush-hush", "KEY", "hush-hush"));

        assertThat(config.toString()).contains("[redacted]").doesNotContain("hush-hush");
    }

    private Credentials credentials(String text) {
        String file = ConfigurationFiles.SMALLEST.replace("warehouse: a1", "warehouse: a1\n    credentials: " + text);
        return read(file).region(WEST).credentials();
    }

    private TwinlakeConfig read(String text) {
        return ConfigurationFile.read(ConfigurationFiles.write(folder, text), Map.of());
    }
}
