package io.twinlake.orchestrator.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.storage.BlobEntry;
import io.twinlake.clients.storage.BlobStore;
import io.twinlake.clients.storage.BlobStores;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.WitnessLocation;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.ledger.audit.AuditChain;
import io.twinlake.ledger.audit.AuditEvent;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.orchestrator.command.CommandRun;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.orchestrator.twin.WitnessServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands tell of a ledger and its copies, in the storage of a real witness. */
class LedgerCopiesTest {
    private static final String KEY = "ledger: {exportKey: \"the key of the copies, of 32 bytes or more\"}\n";

    private final WitnessServer witness = WitnessServer.shared();

    @TempDir
    private Path folder;

    private Components components;
    private String place;

    @BeforeEach
    void configure() {
        place = witness.configuration();
        new TwinFolder(folder).holding("0-a", "1-b").configured(KEY + place);
        components = TwinComponents.on(folder);
    }

    @Test
    void everyPlaceIsToldWithTheRunThatItReaches() {
        String run = syncedAndCopied();

        CommandRun copies = run("ledger", "copies", "-o", "json");

        assertThat(copies.exit()).as(copies.out()).isZero();
        assertThat(copies.document().path("result").asText()).isEqualTo("whole");
        assertThat(copies.document().at("/places/0/place").asText()).isEqualTo("witness");
        assertThat(copies.document().at("/places/0/ok").asBoolean()).isTrue();
        assertThat(copies.document().at("/places/0/reachesRun").asText()).isEqualTo(run);
        assertThat(copies.document().at("/places/0/signedAt").asText()).isNotEmpty();
    }

    @Test
    void anAuditTrailThatWasWrittenAnewIsToldFromTheSignedOne() throws Exception {
        run("sync");
        audit("sees");
        syncedAndCopied();
        CommandRun before = run("ledger", "verify", "-o", "json");
        rewriteTheTrail();

        CommandRun after = run("ledger", "verify", "-o", "json");

        assertThat(before.exit()).as(before.out()).isZero();
        assertThat(before.document().path("comparedWith").asText()).endsWith(".jsonl.gz");
        assertThat(after.exit()).isEqualTo(1);
        assertThat(after.document().path("firstBroken").isNull()).isTrue();
        assertThat(after.document().path("result").asText()).isEqualTo("broken");
        assertThat(run("ledger", "verify").out()).contains("The audit trail was written anew");
    }

    @Test
    void aPlaceThatDoesNotAnswerLeavesTheTrailUnproven() {
        syncedAndCopied();
        new TwinFolder(folder).configured(KEY + place.replaceAll(":[0-9]{4,5}/", ":9/"));

        CommandRun verified = run("ledger", "verify", "-o", "json");

        assertThat(verified.exit()).as(verified.out()).isEqualTo(8);
        assertThat(verified.document().path("result").asText()).isEqualTo("unproven");
        assertThat(verified.document().at("/doubts/0").asText()).startsWith("witness did not say");
        assertThat(verified.document().at("/places/0/ok").asBoolean()).isFalse();
    }

    @Test
    void copiesWhoseEndWasCutOffAreToldPlaceByPlaceAndHideNoBrokenTrail() throws Exception {
        syncedAndCopied();
        syncedAndCopied();
        cutOffTheLastCopy();
        audit("sees");
        breakTheTrail();

        CommandRun copies = run("ledger", "copies", "-o", "json");
        CommandRun verified = run("ledger", "verify", "-o", "json");

        assertThat(copies.exit()).isEqualTo(6);
        assertThat(copies.document().path("result").asText()).isEqualTo("refused");
        assertThat(copies.document().at("/error/category").asText()).isEqualTo("export");
        assertThat(copies.document().at("/places/0/place").asText()).isEqualTo("witness");
        assertThat(verified.exit()).isEqualTo(1);
        assertThat(verified.document().path("firstBroken").asLong()).isPositive();
        assertThat(verified.document().at("/doubts/0").asText()).isNotEmpty();
    }

    @Test
    void aRestoredLedgerSaysWhereItIsFrom() {
        String run = syncedAndCopied();
        new TwinFolder(folder).configured(KEY.replace("{", "{url: \"jdbc:h2:file:./other/ledger\", ") + place);

        CommandRun nowhere = run("ledger", "restore", "--from", "eastus", "-o", "json");
        CommandRun restored = run("ledger", "restore", "--from", "witness", "-o", "json");

        assertThat(restored.exit()).as(restored.out()).isZero();
        assertThat(restored.document().path("result").asText()).isEqualTo("restored");
        assertThat(run("history", "-o", "json").document().at("/runs/0/run").asText())
                .isEqualTo(run);
        assertThat(nowhere.exit()).isEqualTo(6);
        assertThat(nowhere.document().at("/error/next").asText()).contains("ledger copies");
    }

    /** A copy is carried within seconds or by the next run: how busy this host is decides. */
    private String syncedAndCopied() {
        String run;
        do {
            run = run("sync", "-o", "json").document().path("run").asText();
        } while (!run("status", "-o", "json").out().contains("A copy of the ledger is in witness."));
        return run;
    }

    private void cutOffTheLastCopy() {
        TwinlakeConfig config = ConfigurationFile.read(folder.resolve("twinlake.yml"), Map.of());
        WitnessLocation location = config.witness().orElseThrow();
        BlobStore copies = BlobStores.open(
                location.storage(),
                location.credentials(),
                config.azure().credentials(),
                location.container(),
                CallLimits.standard());
        copies.list("ledger/")
                .map(BlobEntry::name)
                .filter(name -> name.endsWith(".gz"))
                .max(Comparator.naturalOrder())
                .ifPresent(copies::delete);
    }

    private void breakTheTrail() throws SQLException {
        try (JdbcLedger ledger = open();
                Connection connection = ledger.dataSource().getConnection();
                Statement entry = connection.createStatement()) {
            entry.executeUpdate("UPDATE audit_events SET actor = 'mallory'");
        }
    }

    private void audit(String action) {
        try (JdbcLedger ledger = open()) {
            ledger.audit().append("ann", action, Map.of());
        }
    }

    private JdbcLedger open() {
        return JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger/twinlake"), null, null), Clock.systemUTC());
    }

    /** As somebody who can write the database may: every hash follows. */
    private void rewriteTheTrail() throws SQLException {
        try (JdbcLedger ledger = open();
                Connection connection = ledger.dataSource().getConnection();
                PreparedStatement entry = connection.prepareStatement(
                        "UPDATE audit_events SET actor = ?, previous_hash = ?, hash = ? WHERE number = ?");
                Statement head = connection.createStatement()) {
            List<AuditEvent> events = ledger.audit().list(1, 100);
            String hash = AuditChain.START;
            for (AuditEvent event : events) {
                AuditEvent forged =
                        AuditChain.next(event.number(), hash, event.at(), "mallory", event.action(), event.details());
                entry.setString(1, forged.actor());
                entry.setString(2, hash);
                entry.setString(3, forged.hash());
                entry.setLong(4, forged.number());
                entry.executeUpdate();
                hash = forged.hash();
            }
            head.executeUpdate("UPDATE audit_head SET hash = '" + hash + "'");
        }
    }

    private CommandRun run(String... words) {
        return CommandRun.of(components, folder, words);
    }
}
