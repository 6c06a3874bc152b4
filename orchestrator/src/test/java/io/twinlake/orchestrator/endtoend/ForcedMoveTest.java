package io.twinlake.orchestrator.endtoend;

import static io.twinlake.orchestrator.endtoend.MovedGroup.NORTH;
import static io.twinlake.orchestrator.endtoend.MovedGroup.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forced moves away from a primary that is not there, in each way in which it can be not there. */
class ForcedMoveTest {
    private static MovedGroup group;

    @BeforeAll
    static void up() throws Exception {
        group = MovedGroup.shared();
    }

    @AfterEach
    void goHome() throws Exception {
        group.bringHome();
    }

    @ParameterizedTest
    @CsvSource({"down, true", "blackhole, false", "hang, true"})
    void leavesAPrimaryThatDoesNotAnswerAndFindsBack(String fault, boolean azureAnswersForIt) throws Exception {
        long epoch = group.epoch();
        CallOracle oracle = CallOracle.of(group.regions());
        group.regions().fault("--region", "primary", fault);
        if (!azureAnswersForIt) {
            // Waiting as long as for a living region would outlast the command's patience here.
            group.regions().fault("--region", "edge", "hang", "--path", "*lookup-westeurope/config*");
        }

        JsonNode moved = group.succeed(MoveWords.forced(NORTH));

        HttpResponse<String> answer = group.ask();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-served-by")).contains(NORTH);
        assertThat(moved.path("unfenced").asBoolean()).isTrue();
        assertThat(status(moved, "align-behind")).isEqualToIgnoringCase(azureAnswersForIt ? "done" : "failed");
        group.regions().fault("clear");
        oracle.assertForced(WEST, group.promotedAt());
        assertThat(group.epoch()).isEqualTo(epoch + 1);

        group.succeed(MoveWords.failback("--stranded", "discard"));

        assertThat(group.state()).isEqualTo(group.servedBy(WEST));
    }

    private static String status(JsonNode moved, String step) {
        return StreamSupport.stream(moved.path("steps").spliterator(), false)
                .filter(each -> each.path("step").asText().equals(step))
                .map(each -> each.path("status").asText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void goesOnWithoutTheWitnessOnlyWhereItsOperatorSaysSo() throws Exception {
        long epoch = group.epoch();
        CallOracle oracle = CallOracle.of(group.regions());
        group.regions().fault("--region", "witness", "down");

        Ended refused = group.run(MoveWords.forced(NORTH));

        assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(6);
        assertThat(refused.document().at("/error/next").asText()).contains("--without-witness");
        oracle.assertNotTurned();
        String[] forced = MoveWords.forced(NORTH);
        String[] words = Arrays.copyOf(forced, forced.length + 1);
        words[forced.length] = "--without-witness";

        JsonNode moved = group.succeed(words);

        assertThat(moved.path("withoutWitness").asBoolean()).isTrue();
        group.regions().fault("clear");
        assertThat(group.state().servedBy()).isEqualTo(NORTH);
        // Whoever asked first told the witness.
        assertThat(group.status().path("readiness").toString()).doesNotContain("a move was made without it");

        group.succeed(MoveWords.failback("--stranded", "discard"));

        assertThat(group.epoch()).isEqualTo(epoch + 2);
    }

    @Test
    void changesNothingWithoutAWordOnTheLoss() throws Exception {
        CallOracle oracle = CallOracle.of(group.regions());

        Ended ended =
                group.run("failover", "--mode", "forced", "--to", NORTH, "--confirm", NORTH, "--reason", "a test");

        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(6);
        oracle.assertNoWrite();
    }
}
