package io.twinlake.orchestrator;

import static io.twinlake.orchestrator.TwinMoves.FORCED;
import static io.twinlake.orchestrator.TwinMoves.PLANNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.twin.CommandProcess;
import io.twinlake.orchestrator.twin.Place;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves in processes of their own: killed, ended, taken back, failing, and two at once. */
class MoveProcessTest {
    @TempDir
    Path folder;

    private TwinMoves moves;
    private TwinFolder twin;

    @BeforeEach
    void configure() {
        moves = TwinMoves.in(folder);
        twin = moves.twin();
    }

    @Test
    void nothingIsCopiedBetweenTheRegionsOnceThePromotionIsDone() throws Exception {
        moves.killAt(Place.in(Verb.PROMOTE), PLANNED);
        List<String> before = twin.performed();

        moves.report(PLANNED);

        assertThat(twin.performed().subList(before.size(), twin.performed().size()))
                .doesNotContain("final-sync", "promote")
                .startsWith("warm-warehouse", "open-standby-jobs")
                .contains("smoke-test");
    }

    @Test
    void aMoveIsTakenBackBeforeThePromotionAndNotBehindIt() throws Exception {
        String run = moves.killAt(Place.in(Verb.FINAL_SYNC), PLANNED);
        assertThat(unsettled()).contains(run, "--resume " + run, "--rollback " + run);

        JsonNode back = moves.report(List.of("failover", "--rollback", run));

        assertThat(back.path("result").asText()).isEqualTo("ROLLED_BACK");
        assertThat(twin.world("jobs-westeurope")).isEqualTo("open");
        assertThat(moves.status().path("effectivePrimary").asText()).isEqualTo("westeurope");

        String promoted = moves.killAt(Place.in(Verb.TURN_FRONT), PLANNED);
        assertThat(unsettled()).contains("--resume " + promoted).doesNotContain("--rollback");
        try (CommandProcess refused = moves.start(List.of("failover", "--rollback", promoted), "-o", "json")) {
            assertThat(refused.exitCode()).isEqualTo(6);
            assertThat(Json.parse(refused.out()).at("/error/next").asText()).contains("--resume " + promoted);
        }
    }

    @Test
    void aMoveTakesNobodyElsesPromotionForItsOwn() throws Exception {
        String run = moves.killAt(Place.before(Verb.PROMOTE), PLANNED);
        moves.promoteByAnother("northeurope");

        assertRefused(List.of("failover", "--resume", run), "somebody else has promoted northeurope");

        assertThat(moves.endState().statuses()).doesNotContainEntry("promote", StepStatus.DONE);
    }

    @Test
    void aMoveWhoseRollbackHasBegunGoesNoWayButBack() throws Exception {
        String run = moves.killAt(Place.in(Verb.PROVE_VERSIONS), PLANNED);
        moves.killAt(Place.before(Verb.FENCE_PRIMARY), List.of("failover", "--rollback", run));

        assertRefused(List.of("failover", "--resume", run), "is being rolled back");
        assertRefused(PLANNED, "is being rolled back");

        assertThat(moves.report(List.of("failover", "--rollback", run))
                        .path("result")
                        .asText())
                .isEqualTo("ROLLED_BACK");
        assertThat(moves.report(PLANNED).path("epoch").asInt()).isEqualTo(3);
    }

    @Test
    void aMoveThatAnOlderVersionBeganUnderItsOwnNamesOfStepsFinishes() throws Exception {
        String run = moves.killAt(Place.in(Verb.TURN_FRONT), PLANNED);
        moves.nameStepsAsAnOlderVersionDid();
        List<String> before = twin.performed();

        JsonNode report = moves.report(List.of("failover", "--resume", run));

        assertThat(report.path("result").asText()).isEqualTo("SUCCEEDED");
        assertThat(report.path("steps").findValuesAsText("step"))
                .contains("switch-behind", "turn-front", "align-behind");
        assertThat(report.path("steps").findValuesAsText("status")).containsOnly("DONE", "SKIPPED");
        assertThat(report.path("switches").findValuesAsText("name"))
                .contains("switch-behind", "turn-front", "align-behind");
        assertThat(report.path("rtoSeconds").isNumber()).isTrue();
        assertThat(twin.performed().subList(before.size(), twin.performed().size()))
                .startsWith("turn-front", "align-behind")
                .doesNotContain("switch-behind");
    }

    private void assertRefused(List<String> words, String because) throws Exception {
        try (CommandProcess refused = moves.start(words, "-o", "json")) {
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(6);
            assertThat(Json.parse(refused.out()).at("/error/message").asText()).contains(because);
        }
    }

    @Test
    void anotherOperatorIsToldWhoMovesTheGroup() throws Exception {
        twin.pauseAt(Place.before(Verb.PROMOTE));
        try (CommandProcess first = moves.start(PLANNED)) {
            moves.awaitPause(first);
            try (CommandProcess second = moves.start(PLANNED, "-o", "json")) {
                assertThat(second.exitCode()).isEqualTo(5);
                assertThat(Json.parse(second.out()).at("/error/message").asText())
                        .contains("process " + first.pid());
            }
            twin.goOn();
            assertThat(first.exitCode()).as(first.err()).isZero();
        }
        assertThat(twin.performed()).filteredOn("promote"::equals).hasSize(1);
    }

    @Test
    void aStepThatFailsBehindTheFenceSaysHowToGoOnAndTheSameCommandDoes() throws Exception {
        twin.failAt("prove-versions");
        try (CommandProcess failed = moves.start(PLANNED, "-o", "json")) {
            assertThat(failed.exitCode()).isEqualTo(1);
            JsonNode error = Json.parse(failed.out()).path("error");
            assertThat(error.path("message").asText()).contains("stopped at prove-versions");
            assertThat(error.path("next").asText()).contains("--resume", "--rollback", "westeurope is still");
        }
        twin.failNoMore();

        assertThat(moves.report(PLANNED).path("result").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aMoveThatIsToldToEndStopsBetweenTwoStepsAndGoesOnLater() throws Exception {
        twin.pauseAt(Place.in(Verb.FINAL_SYNC));
        try (CommandProcess told = moves.start(PLANNED, "-o", "json")) {
            moves.awaitPause(told);
            told.terminate();

            assertThat(told.exitCode()).as(told.err()).isEqualTo(130);
            assertThat(Json.parse(told.out()).at("/error/category").asText()).isEqualTo("interrupted");
        }
        twin.goOn();
        assertThat(twin.performed()).doesNotContain("prove-versions");

        assertThat(moves.report(PLANNED).path("epoch").asInt()).isEqualTo(2);
    }

    @Test
    void aForcedMovePromotesAlthoughThePrimaryIsDeadAndSaysThatItIsUnfenced() throws Exception {
        twin.goDown();

        JsonNode report = moves.report(FORCED);

        assertThat(report.path("unfenced").asBoolean()).isTrue();
        assertThat(report.path("result").asText()).isEqualTo("SUCCEEDED");
        try (CommandProcess sync = moves.start(List.of("sync"), "-o", "json")) {
            assertThat(sync.exitCode())
                    .as("the way back is held: " + sync.out())
                    .isEqualTo(6);
        }
    }

    @Test
    void aMoveEndsTheRunOfTheSyncThatDiedBeforeIt() throws Exception {
        twin.pauseAt("1-b");
        try (CommandProcess sync = moves.start(List.of("sync"))) {
            moves.awaitPause(sync);
            sync.kill();
        }
        twin.goOn();
        twin.goDown();

        moves.report(FORCED);

        List<String> results = new ArrayList<>();
        moves.report(List.of("history"))
                .path("runs")
                .forEach(run -> results.add(run.path("result").asText()));
        assertThat(results).containsExactly("SUCCEEDED", "FAILED");
    }

    @Test
    void aPlannedMoveIsRefusedWhileARegionIsDownAndChangesNothing() throws Exception {
        twin.goDown();
        try (CommandProcess refused = moves.start(PLANNED, "-o", "json")) {
            assertThat(refused.exitCode()).isEqualTo(6);
        }
        assertThat(twin.world()).isEmpty();
    }

    /** What status says of a move that was killed, whose lease may have to run out first. */
    private String unsettled() throws Exception {
        AtomicReference<JsonNode> group = new AtomicReference<>();
        await().atMost(CommandProcess.PATIENCE).until(() -> {
            group.set(moves.status());
            return !check(group.get(), "move").path("ok").asBoolean();
        });
        assertThat(group.get().path("state").asText()).isEqualTo("moving");
        JsonNode move = check(group.get(), "move");
        return move.path("message").asText() + " " + move.path("remedy").asText();
    }

    private static JsonNode check(JsonNode group, String name) {
        for (JsonNode check : group.path("readiness")) {
            if (check.path("check").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("no check " + name + " in " + group);
    }
}
