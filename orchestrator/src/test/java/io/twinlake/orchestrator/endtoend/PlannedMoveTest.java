package io.twinlake.orchestrator.endtoend;

import static io.twinlake.orchestrator.endtoend.MovedGroup.NORTH;
import static io.twinlake.orchestrator.endtoend.MovedGroup.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Planned moves between two real regions, undisturbed and with Azure misbehaving. */
class PlannedMoveTest {
    private static MovedGroup group;

    @BeforeAll
    static void up() throws Exception {
        group = MovedGroup.shared();
    }

    @AfterEach
    void goHome() throws Exception {
        group.bringHome();
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        CallOracle oracle = CallOracle.of(group.regions());

        Ended ended = group.run("failover", "--mode", "planned", "--to", NORTH, "--dry-run");

        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        oracle.assertNoWrite();
        assertThat(group.state()).isEqualTo(group.servedBy(WEST));
    }

    @Test
    void thereAndBackNothingIsLost() throws Exception {
        long epoch = group.epoch();
        CallOracle there = CallOracle.of(group.regions());

        JsonNode away = group.succeed(MoveWords.planned(NORTH));

        assertThat(away.path("rpoSeconds").asDouble()).isZero();
        assertThat(group.state()).isEqualTo(group.servedBy(NORTH));
        there.assertPlanned(WEST, group.promotedAt());
        assertThat(away.path("steps").toString())
                .contains("The warehouse of northeurope answers, lookups in gold.api.customer_summary too.");
        group.regions().secondary().run("UPDATE gold.api.customer_summary SET visits = visits + 1");
        CallOracle back = CallOracle.of(group.regions());

        JsonNode home = group.succeed(MoveWords.failback());

        assertThat(home.path("rpoSeconds").asDouble()).isZero();
        assertThat(group.state()).isEqualTo(group.servedBy(WEST));
        back.assertPlanned(NORTH, group.promotedAt());
        assertThat(group.ask().body()).contains("\"visits\":1");
        assertThat(group.epoch()).isEqualTo(epoch + 2);
    }

    @Test
    void refusesWhileTheSecondaryIsDown() throws Exception {
        long epoch = group.epoch();
        CallOracle oracle = CallOracle.of(group.regions());
        group.regions().fault("--region", "secondary", "down");

        Ended ended = group.run(MoveWords.planned(NORTH));

        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(6);
        group.regions().fault("clear");
        oracle.assertNotTurned();
        assertThat(group.epoch()).isEqualTo(epoch);
        assertThat(group.state()).isEqualTo(group.servedBy(WEST));
    }

    @Test
    void refusesWhileTheWitnessIsDown() throws Exception {
        long epoch = group.epoch();
        CallOracle oracle = CallOracle.of(group.regions());
        group.regions().fault("--region", "witness", "down");

        Ended ended = group.run(MoveWords.planned(NORTH));

        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(6);
        assertThat(ended.document().at("/error/message").asText()).contains("witness", "does not answer");
        assertThat(ended.document().at("/error/next").asText()).contains("--mode forced --without-witness");
        group.regions().fault("clear");
        oracle.assertNotTurned();
        assertThat(group.epoch()).isEqualTo(epoch);
        assertThat(group.state()).isEqualTo(group.servedBy(WEST));
    }

    @Test
    void endsAlikeWhenAzureForgetsItsAnswersOrRefusesForAWhile() throws Exception {
        CallOracle there = CallOracle.of(group.regions());
        group.regions().fault("--region", "edge", "drop-response", "--path", "*/backends/*", "--share", "0.5");
        JsonNode away = group.succeedInTheEnd(MoveWords.planned(NORTH));
        group.regions().fault("clear");

        assertThat(away.path("result").asText()).isEqualTo("SUCCEEDED");
        assertThat(group.state()).isEqualTo(group.servedBy(NORTH));
        there.assertPlanned(WEST, group.promotedAt());

        CallOracle back = CallOracle.of(group.regions());
        for (String code : List.of("409", "412")) {
            group.regions().fault("--region", "edge", "status", "--code", code, "--path", "*/backends/*");
            assertThat(group.run(MoveWords.failback()).exit())
                    .as("with " + code)
                    .isNotZero();
            group.regions().fault("clear", "--region", "edge");
        }
        group.regions().fault("--region", "edge", "latency", "--ms", "1500", "--path", "/customers/*");
        group.succeed(MoveWords.failback());
        group.regions().fault("clear");

        assertThat(group.state()).isEqualTo(group.servedBy(WEST));
        back.assertPlanned(NORTH, group.promotedAt());
    }
}
