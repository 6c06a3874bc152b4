package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.time.SteppedClock;
import io.twinlake.config.time.Time;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseAttempt;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.lease.Leases;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.installation.OpenedLedger;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each exit code of the contract that these commands have, with what the operator reads. */
class ExitCodeTest {
    @TempDir
    Path folder;

    private TwinFolder twin;
    private Components components;
    private Path config;

    @BeforeEach
    void configure() {
        twin = new TwinFolder(folder).holding("0-a", "1-b");
        config = twin.configuration("");
        components = TwinComponents.on(folder);
    }

    @Test
    void planTellsOfDifferencesAndThenOfNone() {
        CommandRun before = run("plan", "-o", "json");
        run("sync");
        CommandRun after = run("plan", "-o", "json");

        assertThat(before.exit()).isEqualTo(2);
        assertThat(before.document().at("/counts/create").asInt()).isEqualTo(2);
        assertThat(before.document().at("/direction/source").asText()).isEqualTo("westeurope");
        assertThat(before.document().path("changes")).hasSize(2);
        assertThat(after.exit()).isZero();
        assertThat(after.document().at("/counts/keep").asInt()).isEqualTo(2);
    }

    @Test
    void syncAnswersWhatBecameOfEveryObject() {
        CommandRun sync = run("sync", "-o", "json");

        assertThat(sync.exit()).isZero();
        assertThat(sync.document().path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(sync.document().path("result").asText()).isEqualTo("SUCCEEDED");
        assertThat(sync.document().at("/counts/created").asInt()).isEqualTo(2);
        assertThat(sync.document().path("replicationPoint").asText()).isNotEmpty();
        assertThat(sync.err().lines())
                .singleElement()
                .asString()
                .startsWith("2 tables are copied whole for the first time in this direction, 3.000 GB: about 30 s");
    }

    @Test
    void aFailedObjectLeavesTheSyncPartlyDone() {
        twin.failAt("0-a");

        CommandRun sync = run("sync", "-o", "json");

        assertThat(sync.exit()).isEqualTo(8);
        assertThat(sync.document().path("result").asText()).isEqualTo("PARTIAL");
        assertThat(sync.document().at("/failed/0/object").asText()).isEqualTo("gold.s.0-a");
        assertThat(sync.document().at("/failed/0/next").asText()).isEqualTo("Grant SELECT on it.");
        assertThat(twin.replicaObjects()).containsExactly("1-b");
    }

    @Test
    void aFailedObjectIsOneSentenceForPeople() {
        twin.failAt("0-a");

        assertThat(run("sync").out())
                .contains("table gold.s.0-a failed: table gold.s.0-a may not be read. Grant SELECT on")
                .contains("partial: 1 created, 1 failed.");
    }

    @Test
    void aRegionThatDoesNotAnswerIsAnError() {
        twin.goDown();

        CommandRun sync = run("sync", "-o", "json");

        assertThat(sync.exit()).isEqualTo(1);
        assertThat(sync.document().at("/error/category").asText()).isEqualTo("unavailable");
        assertThat(sync.document().at("/error/message").asText()).isEqualTo("Region westeurope does not answer.");
        assertThat(sync.document().at("/error/next").asText()).contains("goes on where it stopped");
        assertThat(run("history", "-o", "json").document().at("/runs/0/result").asText())
                .isEqualTo("FAILED");
    }

    @Test
    void aHeldLeaseTellsWhoHoldsItAndSinceWhen() {
        CommandRun sync = CommandRun.of(leaseTaken(components.time()), folder, "sync", "-o", "json");

        assertThat(sync.exit()).isEqualTo(5);
        assertThat(sync.document().at("/error/category").asText()).isEqualTo("lease");
        assertThat(sync.document().at("/error/message").asText()).contains("is held by anna@host7 (process 12) since ");
        assertThat(twin.replicaObjects()).isEmpty();
    }

    @Test
    void aPlannedMoveWaitsForASyncButNotForOneThatDoesNotStop() {
        run("sync");
        String[] words =
                "failover --mode planned --to northeurope --confirm northeurope --reason test -o json".split(" ");
        SteppedClock clock = new SteppedClock(components.time().clock().instant());

        CommandRun move = CommandRun.of(leaseTaken(clock.time()), folder, words);

        assertThat(move.exit()).isEqualTo(5);
        assertThat(move.document().at("/error/message").asText()).contains("is held by anna@host7 (process 12) since ");
        assertThat(clock.waits()).isNotEmpty();
        assertThat(run("history", "-o", "json").document().path("runs")).hasSize(1);
    }

    private Components leaseTaken(Time time) {
        return new Components(
                location -> withALeaseTaken(components.ledgers().apply(location)),
                components.workspaces(),
                components.means(),
                components.witness(),
                time);
    }

    /** Somebody on another host has it, as far as this process can tell. */
    private static OpenedLedger withALeaseTaken(OpenedLedger opened) {
        Lease others = new Lease(
                new LeaseName("group:gold"),
                "anna@host7 (process 12)",
                3,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60));
        Leases leases = mock(Leases.class, delegatesTo(opened.ledger().leases()));
        doReturn(new LeaseAttempt.HeldByOther(others)).when(leases).acquire(eq(others.name()), any(), any());
        Ledger ledger = mock(Ledger.class, delegatesTo(opened.ledger()));
        doReturn(leases).when(ledger).leases();
        return new OpenedLedger(opened.location(), ledger, opened.dataSource());
    }

    @Test
    void verifyTellsOfDifferencesAndRecordsThem() {
        CommandRun before = run("verify", "-o", "json");
        run("sync");
        CommandRun after = run("verify", "--tier", "checksums", "-o", "json");

        assertThat(before.exit()).isEqualTo(2);
        assertThat(before.document().path("missing").asInt()).isEqualTo(2);
        assertThat(before.document().path("inScope").asInt()).isEqualTo(2);
        assertThat(after.exit()).isZero();
        assertThat(after.document().path("tier").asText()).isEqualTo("checksums");
        JsonNode recorded = run("history", "-o", "json").document().at("/runs/0");
        assertThat(recorded.path("kind").asText()).isEqualTo("VERIFY");
        assertThat(recorded.path("message").asText()).contains("checksums");
    }

    @Test
    void strictStatusFailsOnAMissedObjective() {
        CommandRun never = run("status", "--strict", "-o", "json");
        run("sync");
        CommandRun synced = run("status", "--strict", "-o", "json");

        assertThat(never.exit()).isEqualTo(3);
        assertThat(never.document().at("/groups/0/state").asText()).isEqualTo("neverSynced");
        assertThat(synced.exit()).isZero();
        assertThat(synced.document().at("/groups/0/lagSeconds").isNumber()).isTrue();
        assertThat(synced.document().at("/groups/0/rpoSeconds").asInt()).isEqualTo(900);
        assertThat(synced.document().at("/groups/0/readiness").findValuesAsText("check"))
                .containsExactly(
                        "ledger", "lastSync", "move", "ledgerExport", "primaryJobs", "secondaryWorkspace", "endpoints");
    }

    @Test
    void runNowIsRefusedWhereNobodyServes() {
        CommandRun refused = run("schedule", "run-now", "-o", "json");

        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.document().at("/error/next").asText()).contains("twinlake serve");
    }

    @Test
    void aLedgerThatNeverAnswersIsToldInASentence() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            twin.configured("ledger: {url: \"jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/twinlake\"}\n");

            CommandRun status = run("status", "-o", "json");

            assertThat(status.exit()).isEqualTo(1);
            assertThat(status.document().at("/error/category").asText()).isEqualTo("ledger");
            assertThat(status.document().at("/error/message").asText()).contains("does not answer");
            assertThat(status.document().at("/error/next").asText()).contains("its database is up");
        }
    }

    @Test
    void aWrongConfigurationNamesFileLineAndKey() throws Exception {
        Files.writeString(config, Files.readString(config).replace("home: westeurope", "home: westeurpe"));

        CommandRun sync = run("sync", "-o", "json");

        assertThat(sync.exit()).isEqualTo(64);
        assertThat(sync.document().at("/error/category").asText()).isEqualTo("configuration");
        assertThat(sync.document().at("/error/message").asText())
                .contains(config + ":7:")
                .contains("groups.gold.home")
                .contains("westeurpe");
    }

    @Test
    void aMissingConfigurationIsToldWithoutAStackTrace() throws Exception {
        Files.delete(config);

        CommandRun status = run("status");

        assertThat(status.exit()).isEqualTo(64);
        assertThat(status.out()).isEmpty();
        assertThat(status.err()).startsWith("There is no configuration file").doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"frobnicate", "sync --frobnicate", "verify --tier deep", "status --group silver", "schedule", ""
            })
    void wrongUsageHasItsOwnCodeAndDocument(String words) {
        String[] typed = (words + " -o json").strip().split(" ");

        CommandRun wrong = run(typed);

        assertThat(wrong.exit()).isEqualTo(64);
        assertThat(wrong.document().at("/error/category").asText()).isEqualTo("usage");
    }

    @Test
    void optionsMayStandBeforeAndAfterTheCommand() {
        run("sync");
        Map<String, String> elsewhere = Map.of("TWINLAKE_CONFIG", config.toString());

        assertThat(run("-o", "json", "--group", "gold", "plan").document())
                .isEqualTo(run("plan", "--group", "gold", "-o", "json").document());
        assertThat(CommandRun.of(components, folder.resolve("objects"), elsewhere, "config", "validate")
                        .exit())
                .isZero();
    }

    @Test
    void everyFormatSaysTheSame() {
        run("sync");

        assertThat(run("schedule", "list", "-o", "yaml").out()).startsWith("schemaVersion: 1\n");
        assertThat(run("plan", "-o", "jsonl").out().lines()).hasSize(3).allMatch(line -> line.startsWith("{"));
        assertThat(run("plan").out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void theAuditTrailIsFollowed() {
        run("sync");

        CommandRun verified = run("ledger", "verify", "-o", "json");

        assertThat(verified.exit()).isZero();
        assertThat(verified.document().path("holds").asBoolean()).isTrue();
    }

    private CommandRun run(String... words) {
        return CommandRun.of(components, folder, words);
    }
}
