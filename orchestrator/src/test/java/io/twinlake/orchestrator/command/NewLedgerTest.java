package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.clients.storage.AzuriteServer;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.export.NewLedger;
import io.twinlake.orchestrator.export.NewLedgerRefused;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.orchestrator.twin.WitnessServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host with an empty ledger, beside one whose ledger has synced the group and is copied to a real storage account. */
class NewLedgerTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    private final URI storage = WitnessServer.shared().ownAccount();

    @Test
    void theFirstLedgerBeginsWithoutAWord() {
        Host first = host("first", storage, KEY);

        assertThat(first.run("verify").exit()).isEqualTo(2);
        assertThat(first.run("sync").exit()).isZero();
        assertThat(first.run("sync").exit()).isZero();
    }

    @Test
    void aLedgerInThePlaceOfAnotherSyncsNothingAndNamesTheRestore() {
        syncedAndCopied();
        Host second = host("second", storage, KEY);

        CommandRun refused = second.run("sync", "-o", "json");

        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.document().at("/error/category").asText()).isEqualTo("newLedger");
        assertThat(refused.document().at("/error/next").asText()).contains("twinlake ledger restore");
        assertThat(second.twin.replicaObjects()).isEmpty();
        assertThat(second.run("history", "-o", "json").document().path("runs")).isEmpty();

        CommandRun restored = second.run("ledger", "restore");
        assertThat(restored.exit()).isZero();
        assertThat(restored.out())
                .as("no witness could tell of a move behind the copy")
                .contains("twinlake ledger restore --primary REGION");
        assertThat(second.run("ledger", "restore", "--primary", "westeurope").exit())
                .isZero();
        assertThat(second.run("sync").exit()).isZero();
    }

    @Test
    void aLedgerThatRefusedAllThatWasTypedIsNotTheNewestToRestore() {
        syncedAndCopied();
        Host second = host("second", storage, KEY);
        CommandRun refused = second.run(MoveWords.planned("northeurope", "-o", "json"));
        Host third = host("third", storage, KEY);

        CommandRun restored = third.run("ledger", "restore", "-o", "json");

        assertThat(refused.document().at("/error/category").asText()).isEqualTo("newLedger");
        assertThat(restored.exit()).as(restored.out() + restored.err()).isZero();
        assertThat(third.run("history", "-o", "json").document().path("runs").findValuesAsText("kind"))
                .containsExactly("SYNC");
        assertThat(third.run("ledger", "restore", "--primary", "westeurope").exit())
                .isZero();
        assertThat(third.run("sync").exit()).isZero();
    }

    @Test
    void aLedgerThatMovedItsGroupIsTheNewestAlthoughItNeverSynced() {
        syncedAndCopied();
        Host second = host("second", storage, KEY);
        assertThat(second.run(MoveWords.forced("northeurope")).exit()).isZero();
        Host third = host("third", storage, KEY);

        assertThat(third.run("ledger", "restore").exit()).isZero();

        assertThat(third.run("status", "-o", "json")
                        .document()
                        .at("/groups/0/effectivePrimary")
                        .asText())
                .isEqualTo("northeurope");
    }

    @Test
    void aCopyThatCannotBeReadIsNotTakenForNone() {
        syncedAndCopied();

        assertThat(host("second", storage, KEY.replace('0', 'x')).run("sync").exit())
                .isEqualTo(6);
    }

    @Test
    void aPlaceThatDoesNotAnswerIsNotTakenForAnEmptyOne() {
        Host host = host("first", URI.create("http://127.0.0.1:9/" + AzuriteServer.ACCOUNT), KEY);

        CommandRun refused = host.run("sync", "-o", "json");

        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.document().at("/error/message").asText()).contains("northeurope");
        assertThat(host.twin.replicaObjects()).isEmpty();
    }

    @Test
    void aPersonsWordBeginsANewLedgerAndIsKept() {
        syncedAndCopied();
        Host second = host("second", storage, KEY);

        assertThat(second.run("sync", "--new-ledger").exit()).isEqualTo(64);
        assertThat(second.run("sync", "--reason", "a new house").exit()).isEqualTo(64);
        assertThat(second.run("sync", "--new-ledger", "--reason", "a new house").exit())
                .isZero();

        assertThat(second.twin.replicaObjects()).isNotEmpty();
        try (Ledger ledger = second.ledger()) {
            assertThat(ledger.audit().list(1, 20))
                    .anySatisfy(event -> assertThat(event.toString()).contains("ledger declared new", "a new house"));
        }
    }

    @Test
    void schedulesWaitForTheFirstSyncByAPerson() {
        Host host = host("first", storage, KEY);
        try (Ledger ledger = host.ledger()) {
            assertThatThrownBy(() -> host.newLedger(ledger)).isInstanceOf(NewLedgerRefused.class);
        }

        host.run("sync");

        try (Ledger ledger = host.ledger()) {
            host.newLedger(ledger);
        }
    }

    /** A copy that a slow host gives up is carried out by a later run. */
    private void syncedAndCopied() {
        Host first = host("first", storage, KEY);
        do {
            assertThat(first.run("sync").exit()).isZero();
        } while (first.run("ledger", "copies").exit() != 0);
    }

    private Host host(String name, URI north, String key) {
        TwinFolder twin = new TwinFolder(folder.resolve(name)).holding("0-a", "1-b");
        twin.configured("ledger: {exportKey: " + key + "}\n");
        twin.keepCopies(TwinFolder.HOME, storage);
        twin.keepCopies(TwinFolder.SECONDARY, north);
        Path file = folder.resolve(name).resolve("twinlake.yml");
        return new Host(folder.resolve(name), twin, file);
    }

    private record Host(Path folder, TwinFolder twin, Path file) {
        CommandRun run(String... words) {
            return CommandRun.of(TwinComponents.on(folder), folder, words);
        }

        TwinlakeConfig config() {
            return ConfigurationFile.read(file, Map.of());
        }

        Ledger ledger() {
            return JdbcLedger.open(config().ledger(), Clock.systemUTC());
        }

        void newLedger(Ledger ledger) {
            List.copyOf(config().groups().values()).forEach(new NewLedger(config(), ledger)::requireBegun);
        }
    }
}
