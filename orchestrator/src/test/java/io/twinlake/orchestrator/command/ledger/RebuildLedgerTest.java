package io.twinlake.orchestrator.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.LedgerLocation;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.orchestrator.command.CommandRun;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.orchestrator.twin.WitnessServer;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that was lost, on a host that begins with an empty one. */
class RebuildLedgerTest {
    private static final String NEW = "ledger: {url: \"jdbc:h2:file:./other/ledger\"}\n";

    private final WitnessServer witness = WitnessServer.shared();

    @TempDir
    private Path folder;

    @BeforeEach
    void replicate() {
        new TwinFolder(folder).holding("0-a", "1-b");
    }

    @Test
    void withoutAWitnessItRefusesToGuessWhoServes() {
        new TwinFolder(folder).configured("");
        assertThat(run("sync").exit()).isZero();
        new TwinFolder(folder).configured(NEW);

        CommandRun refused = run("ledger", "rebuild", "-o", "json");
        CommandRun nowhere = run("ledger", "rebuild", "--primary", "eastus", "-o", "json");
        CommandRun rebuilt = run("ledger", "rebuild", "--primary", "northeurope", "-o", "json");

        assertThat(refused.exit()).as(refused.out()).isEqualTo(6);
        assertThat(refused.document().at("/error/next").asText()).contains("--primary westeurope");
        assertThat(nowhere.exit()).isEqualTo(64);
        assertThat(rebuilt.exit()).as(rebuilt.out()).isEqualTo(8);
        assertThat(rebuilt.document().path("result").asText()).isEqualTo("rebuilt");
        assertThat(rebuilt.document().at("/groups/0/toldBy").asText()).isEqualTo("operator");
        assertThat(rebuilt.document().at("/groups/0/paired").asInt()).isEqualTo(2);
        assertThat(rebuilt.document().at("/unproven/0/object").asText()).isEqualTo("function gold.s.plus_one");
        assertThat(run("status", "-o", "json")
                        .document()
                        .at("/groups/0/effectivePrimary")
                        .asText())
                .isEqualTo("northeurope");
        assertThat(run("status", "-o", "json").document().at("/groups/0/state").asText())
                .isEqualTo("held");
    }

    /** It may have been moved, and have come home, before its ledger was lost. */
    @Test
    void withoutAWitnessAGroupThatIsAtHomeIsHeldAsWell() {
        new TwinFolder(folder).configured("");
        assertThat(run("sync").exit()).isZero();
        new TwinFolder(folder).configured(NEW);

        CommandRun rebuilt = run("ledger", "rebuild", "--primary", "westeurope", "-o", "json");

        assertThat(rebuilt.exit()).as(rebuilt.out()).isEqualTo(8);
        assertThat(rebuilt.document().at("/groups/0/epoch").asInt()).isEqualTo(1);
        assertThat(run("status", "-o", "json").document().at("/groups/0/state").asText())
                .isEqualTo("held");
    }

    @Test
    void theWitnessSaysWhoServesAndNobodyElse() {
        String place = witness.configuration();
        new TwinFolder(folder).configured(place);
        assertThat(run("sync").exit()).isZero();
        new TwinFolder(folder).configured(NEW + place);

        CommandRun contradicted = run("ledger", "rebuild", "--primary", "northeurope", "-o", "json");
        CommandRun rebuilt = run("ledger", "rebuild", "--yes", "-o", "json");
        CommandRun again = run("ledger", "rebuild", "-o", "json");

        assertThat(contradicted.exit()).as(contradicted.out()).isEqualTo(6);
        assertThat(rebuilt.exit()).as(rebuilt.out()).isEqualTo(8);
        assertThat(rebuilt.document().at("/groups/0/toldBy").asText()).isEqualTo("witness");
        assertThat(rebuilt.document().at("/groups/0/effectivePrimary").asText()).isEqualTo("westeurope");
        assertThat(again.exit()).isEqualTo(6);
        assertThat(run("sync").exit()).isZero();
        assertThat(new TwinFolder(folder).writes("0-a")).isEqualTo(1);
        try (JdbcLedger ledger = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("other/ledger"), null, null), Clock.systemUTC())) {
            assertThat(ledger.audit().list(1, 20))
                    .anySatisfy(event -> assertThat(event.toString()).contains("ledger rebuilt", "westeurope"));
        }
    }

    @Test
    void aWitnessThatDoesNotAnswerIsNotTakenForOneThatKnowsNothing() {
        new TwinFolder(folder).configured(NEW + witness.configuration().replaceAll(":[0-9]{4,5}/", ":9/"));

        assertThat(run("ledger", "rebuild", "--primary", "northeurope").exit())
                .isNotZero()
                .isNotEqualTo(8);
        assertThat(run("history", "-o", "json").document().path("runs")).isEmpty();
    }

    @Test
    void aCopyOfTheLostLedgerIsToldOf() {
        String key = "exportKey: \"the key of the copies, of 32 bytes or more\"";
        String place = witness.configuration();
        new TwinFolder(folder).configured("ledger: {" + key + "}\n" + place);
        do {
            assertThat(run("sync").exit()).isZero();
        } while (run("ledger", "copies").exit() != 0);
        new TwinFolder(folder).configured(NEW.replace("}", ", " + key + "}") + place);

        CommandRun refused = run("ledger", "rebuild", "-o", "json");
        CommandRun declared =
                run("ledger", "rebuild", "--new-ledger", "--reason", "the copies are forged", "-o", "json");

        assertThat(refused.exit()).as(refused.out()).isEqualTo(6);
        assertThat(refused.document().at("/error/category").asText()).isEqualTo("newLedger");
        assertThat(refused.document().at("/error/next").asText())
                .contains("twinlake ledger restore", "ledger rebuild --new-ledger");
        assertThat(declared.exit()).as(declared.out()).isEqualTo(8);
    }

    private CommandRun run(String... words) {
        return CommandRun.of(TwinComponents.on(folder), folder, words);
    }
}
