package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.name.GroupName;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.orchestrator.twin.WitnessServer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A move that was made without the witness, and a witness that answers. */
class WitnessCatchesUpTest {
    private static final String FORCED = "failover --mode forced --to northeurope --confirm northeurope --reason test"
            + " --accept-data-loss unbounded --without-witness";
    private static final GroupName GOLD = new GroupName("gold");

    private final WitnessServer server = WitnessServer.shared();

    @TempDir
    Path folder;

    private TwinFolder twin;
    private Witness witness;

    @BeforeEach
    void aGroupThatTheWitnessKnows() {
        twin = new TwinFolder(folder).holding("0-a");
        twin.configured(server.configuration());
        witness = WitnessServer.of(folder.resolve("twinlake.yml"));
        run("sync");
        assertThat(epochAtTheWitness()).isEqualTo(1);
    }

    @Test
    void itIsToldAtTheEndOfTheMove() {
        assertThat(run(FORCED).exit()).isZero();

        assertThat(epochAtTheWitness()).isEqualTo(2);
    }

    @Test
    void itIsToldAlsoWhenTheMoveBrokeOffBehindItsPromotion() {
        twin.failAt("turn-front");

        assertThat(run(FORCED).exit()).isEqualTo(1);

        assertThat(epochAtTheWitness()).isEqualTo(2);
    }

    private long epochAtTheWitness() {
        return witness.read(GOLD).orElseThrow().epoch().epoch().number();
    }

    private CommandRun run(String words) {
        return CommandRun.of(TwinComponents.on(folder), folder, words.split(" "));
    }
}
