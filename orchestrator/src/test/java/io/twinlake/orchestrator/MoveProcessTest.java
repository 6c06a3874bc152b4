package io.twinlake.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.twin.CommandProcess;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moves in processes of their own: killed at a step, ended, taken back, and two at once. */
class MoveProcessTest {
    private static final List<String> PLANNED = List.of(
            "failover", "--mode", "planned", "--to", "northeurope", "--confirm", "northeurope", "--reason", "test");
    private static final List<String> FORCED = List.of(
            "failover",
            "--mode",
            "forced",
            "--to",
            "northeurope",
            "--accept-data-loss",
            "unbounded",
            "--confirm",
            "northeurope",
            "--reason",
            "test");
    private static final Map<String, String> MOVED = Map.of(
            "jobs-westeurope", "fenced",
            "switch-lookup", "northeurope",
            "turn-gateway", "northeurope",
            "align-old-lookup", "northeurope");

    @TempDir
    Path folder;

    private TwinFolder twin;

    @BeforeEach
    void configure() {
        twin = new TwinFolder(folder).holding("0-a", "1-b");
        twin.configuration("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "before check-readiness",
                "in sync-while-open",
                "before fence-primary",
                "in fence-primary",
                "in final-sync",
                "in prove-versions",
                "before promote",
                "in promote",
                "in switch-lookup",
                "in turn-gateway",
                "in smoke-test",
                "in release-reverse"
            })
    void aPlannedMoveThatWasKilledEndsAsOneThatWasNot(String place) throws Exception {
        String killed = killedAt(place, PLANNED);

        JsonNode report = report(PLANNED);

        assertThat(report.path("run").asText()).isEqualTo(killed);
        assertThat(report.path("result").asText()).isEqualTo("SUCCEEDED");
        assertThat(report.path("epoch").asInt()).isEqualTo(2);
        assertThat(report.path("rpoSeconds").asDouble()).isZero();
        assertThat(twin.world()).containsExactlyInAnyOrderEntriesOf(MOVED);
        assertThat(twin.replicaObjects()).containsExactly("0-a", "1-b");
        assertThat(status().path("effectivePrimary").asText()).isEqualTo("northeurope");
    }

    @ParameterizedTest
    @ValueSource(strings = {"in measure-loss", "before promote", "in promote", "in turn-gateway", "in hold-reverse"})
    void aForcedMoveThatWasKilledEndsAsOneThatWasNot(String place) throws Exception {
        String killed = killedAt(place, FORCED);

        JsonNode report = report(FORCED);

        assertThat(report.path("run").asText()).isEqualTo(killed);
        assertThat(report.path("epoch").asInt()).isEqualTo(2);
        assertThat(twin.world()).containsExactlyInAnyOrderEntriesOf(MOVED);
        assertThat(twin.replicaObjects()).as("a forced move copies nothing").isEmpty();
    }

    @Test
    void nothingIsCopiedBetweenTheRegionsOnceThePromotionIsDone() throws Exception {
        killedAt("in promote", PLANNED);
        List<String> before = twin.performed();

        report(PLANNED);

        assertThat(twin.performed().subList(before.size(), twin.performed().size()))
                .doesNotContain("final-sync", "promote")
                .startsWith("open-standby-jobs")
                .contains("warm-warehouse");
    }

    @Test
    void aMoveIsTakenBackBeforeThePromotionAndNotBehindIt() throws Exception {
        String run = killedAt("in final-sync", PLANNED);
        assertThat(unsettled()).contains(run, "--resume " + run, "--rollback " + run);

        JsonNode back = report(List.of("failover", "--rollback", run));

        assertThat(back.path("result").asText()).isEqualTo("ROLLED_BACK");
        assertThat(twin.world("jobs-westeurope")).isEqualTo("open");
        assertThat(status().path("effectivePrimary").asText()).isEqualTo("westeurope");

        String promoted = killedAt("in turn-gateway", PLANNED);
        assertThat(unsettled()).contains("--resume " + promoted).doesNotContain("--rollback");
        try (CommandProcess refused = start(List.of("failover", "--rollback", promoted), "-o", "json")) {
            assertThat(refused.exitCode()).isEqualTo(6);
            assertThat(Json.parse(refused.out()).at("/error/next").asText()).contains("--resume " + promoted);
        }
    }

    @Test
    void anotherOperatorIsToldWhoMovesTheGroup() throws Exception {
        twin.pauseAt("before promote");
        try (CommandProcess first = start(PLANNED)) {
            awaitPause();
            try (CommandProcess second = start(PLANNED, "-o", "json")) {
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
        try (CommandProcess failed = start(PLANNED, "-o", "json")) {
            assertThat(failed.exitCode()).isEqualTo(1);
            JsonNode error = Json.parse(failed.out()).path("error");
            assertThat(error.path("message").asText()).contains("stopped at prove-versions");
            assertThat(error.path("next").asText()).contains("--resume", "--rollback", "westeurope is still");
        }
        twin.failNoMore();

        assertThat(report(PLANNED).path("result").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aMoveThatIsToldToEndStopsBetweenTwoStepsAndGoesOnLater() throws Exception {
        twin.pauseAt("in final-sync");
        try (CommandProcess told = start(PLANNED, "-o", "json")) {
            awaitPause();
            told.terminate();

            assertThat(told.exitCode()).as(told.err()).isEqualTo(130);
            assertThat(Json.parse(told.out()).at("/error/category").asText()).isEqualTo("interrupted");
        }
        twin.goOn();
        assertThat(twin.performed()).doesNotContain("prove-versions");

        assertThat(report(PLANNED).path("epoch").asInt()).isEqualTo(2);
    }

    @Test
    void aForcedMovePromotesAlthoughThePrimaryIsDeadAndSaysThatItIsUnfenced() throws Exception {
        twin.goDown();

        JsonNode report = report(FORCED);

        assertThat(report.path("unfenced").asBoolean()).isTrue();
        assertThat(report.path("result").asText()).isEqualTo("SUCCEEDED");
        try (CommandProcess sync = start(List.of("sync"), "-o", "json")) {
            assertThat(sync.exitCode())
                    .as("the way back is held: " + sync.out())
                    .isEqualTo(6);
        }
    }

    @Test
    void aPlannedMoveIsRefusedWhileARegionIsDownAndChangesNothing() throws Exception {
        twin.goDown();
        try (CommandProcess refused = start(PLANNED, "-o", "json")) {
            assertThat(refused.exitCode()).isEqualTo(6);
        }
        assertThat(twin.world()).isEmpty();
    }

    private String killedAt(String place, List<String> words) throws Exception {
        twin.pauseAt(place);
        try (CommandProcess first = start(words)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                assertThat(first.isAlive()).as(first.err()).isTrue();
                return twin.isPaused();
            });
            first.kill();
        }
        twin.goOn();
        try (CommandProcess history = start(List.of("history"), "-o", "json")) {
            assertThat(history.exitCode()).as(history.err()).isZero();
            for (JsonNode run : Json.parse(history.out()).path("runs")) {
                if (run.path("kind").asText().equals("FAILOVER")) {
                    return run.path("run").asText();
                }
            }
            throw new AssertionError("no move in " + history.out());
        }
    }

    private JsonNode report(List<String> words) throws Exception {
        try (CommandProcess command = start(words, "-o", "json")) {
            assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
            return Json.parse(command.out());
        }
    }

    private JsonNode status() throws Exception {
        return report(List.of("status")).at("/groups/0");
    }

    /** What status says of a move that was killed, whose lease may have to run out first. */
    private String unsettled() throws Exception {
        AtomicReference<JsonNode> group = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            group.set(status());
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

    private CommandProcess start(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return CommandProcess.start(TwinMain.class, folder, all.toArray(new String[0]));
    }

    private void awaitPause() {
        await().atMost(Duration.ofSeconds(60)).until(twin::isPaused);
    }
}
