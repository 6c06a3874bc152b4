package io.twinlake.orchestrator.endtoend;

import static io.twinlake.orchestrator.endtoend.MovedGroup.NORTH;
import static io.twinlake.orchestrator.endtoend.MovedGroup.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One of the new primary's instances goes on with its old settings, as Azure's sometimes do for days: half of all answers are the old region's. */
class StuckInstanceTest {
    private static MovedGroup group;
    private static AzureSide azure;

    @BeforeAll
    static void up() throws Exception {
        group = MovedGroup.shared();
        azure = new AzureSide(group.regions());
    }

    @BeforeEach
    void stick() throws Exception {
        azure.awaitReadsFrom(NORTH, WEST);
        group.regions().set("function-stuck-instances", "1");
    }

    @AfterEach
    void putBack() throws Exception {
        letGo();
        group.bringHome();
    }

    private static void letGo() throws Exception {
        group.regions().set("--reset");
        azure.restart(NORTH);
        azure.restart(WEST);
    }

    /** Nobody is sent there: the gateway still asks the other region's Function. */
    @Test
    void stopsAPlannedMoveBeforeClientsAreSentThere() throws Exception {
        String front = azure.backend();

        Ended stopped = group.run(MoveWords.planned(NORTH));

        assertThat(stopped.exit()).as(stopped.out() + stopped.err()).isEqualTo(1);
        JsonNode error = stopped.document().path("error");
        assertThat(error.path("message").asText())
                .contains("stopped at switch-behind", "not all who ask it are answered from " + NORTH, "read in");
        assertThat(azure.backend()).isEqualTo(front);
        letGo();
        String run = error.path("next").asText().replaceFirst("(?s).*--resume (\\S+?)`.*", "$1");

        JsonNode resumed = group.succeed("failover", "--resume", run);

        assertThat(resumed.path("unproven")).isEmpty();
        assertThat(resumed.path("rtoProvenSeconds").asDouble())
                .isGreaterThan(resumed.path("rtoSeconds").asDouble());
    }

    @Test
    void doesNotStopAForcedMoveAndIsNamed() throws Exception {
        Ended ended = group.run(MoveWords.forced(NORTH));

        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(8);
        JsonNode move = ended.document();
        assertThat(move.path("result").asText()).isEqualTo("SUCCEEDED");
        assertThat(move.path("rtoSeconds").isNumber()).isTrue();
        assertThat(move.path("rtoProvenSeconds").isNull()).isTrue();
        assertThat(move.path("unproven"))
                .extracting(each -> each.path("name").asText())
                .contains("lookup " + NORTH);
        assertThat(move.at("/unproven/0/message").asText()).contains("read in");
        assertThat(group.status().path("effectivePrimary").asText()).isEqualTo(NORTH);
    }
}
