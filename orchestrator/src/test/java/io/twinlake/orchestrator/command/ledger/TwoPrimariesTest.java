package io.twinlake.orchestrator.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.failover.epoch.WitnessState;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.command.CommandRun;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.orchestrator.twin.WitnessServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two hosts promoted a region each, one of them without the witness: one epoch, two primaries. */
class TwoPrimariesTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final String WEST = TwinFolder.HOME;
    private static final String NORTH = TwinFolder.SECONDARY;

    @TempDir
    private Path folder;

    private TwinFolder twin;
    private Witness witness;

    @BeforeEach
    void twoHostsPromoteARegionEach() {
        twin = new TwinFolder(folder).holding("0-a", "1-b");
        twin.configured(WitnessServer.shared().configuration());
        witness = WitnessServer.of(folder.resolve("twinlake.yml"));
        assertThat(run("sync").exit()).isZero();
        WitnessState first = witness.read(GOLD).orElseThrow();
        EpochState north =
                new EpochState(GOLD, new Epoch(2), new RegionName(NORTH), Instant.now(), "run of another host");
        assertThat(witness.replace(new WitnessState(north, "the west is dark", Optional.empty(), first.etag()), null))
                .isPresent();
        try (JdbcLedger ledger = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger/twinlake"), null, null),
                Clock.systemUTC())) {
            ledger.epochs().promote(GOLD, Epoch.FIRST, new RegionName(WEST), "run of this host", "cut off");
        }
    }

    @Test
    void nothingIsCopiedAndItIsToldHowToSettleIt() {
        CommandRun sync = run("sync", "-o", "json");
        CommandRun forced = run(MoveWords.forced(NORTH, "-o", "json"));

        for (CommandRun refused : new CommandRun[] {sync, forced}) {
            assertThat(refused.exit()).as(refused.out()).isEqualTo(6);
            assertThat(refused.document().at("/error/message").asText()).contains("two primaries in epoch 2");
            assertThat(refused.document().at("/error/next").asText()).contains("ledger restore --primary");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TwinFolder.HOME, TwinFolder.SECONDARY})
    void aPersonSaysWhichOneServesAndTheOtherIsSearchedFirst(String serving) {
        CommandRun named = run("ledger", "restore", "--primary", serving, "-o", "json");

        assertThat(named.document().at("/groups/0/effectivePrimary").asText())
                .as(named.out())
                .isEqualTo(serving);
        assertThat(named.document().at("/groups/0/epoch").asLong()).isEqualTo(3);
        CommandRun sync = run("sync", "-o", "json");
        assertThat(sync.document().at("/error/category").asText())
                .as(sync.out())
                .isEqualTo("held");
        EpochState witnessed = witness.read(GOLD).orElseThrow().epoch();
        assertThat(witnessed.epoch()).isEqualTo(new Epoch(3));
        assertThat(witnessed.effectivePrimary().value()).isEqualTo(serving);
        CommandRun again = run("ledger", "restore", "--primary", serving, "-o", "json");
        assertThat(again.exit()).as("it is known by now: " + again.out()).isEqualTo(6);
    }

    private CommandRun run(String... words) {
        return CommandRun.of(TwinComponents.on(folder), folder, words);
    }
}
