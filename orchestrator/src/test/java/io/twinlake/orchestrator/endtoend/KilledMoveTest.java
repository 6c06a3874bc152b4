package io.twinlake.orchestrator.endtoend;

import static io.twinlake.orchestrator.endtoend.MovedGroup.NORTH;
import static io.twinlake.orchestrator.endtoend.MovedGroup.WEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.twin.CommandProcess;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** kill -9 between and in the steps of a move: the same command, typed again, ends where an undisturbed move would have. */
class KilledMoveTest {
    private static final long SEED = 20261121;

    private static MovedGroup group;

    /** How far into the step that follows a kill falls; the same at every run of the tests. */
    private final Random random = new Random(SEED);

    @BeforeAll
    static void up() throws Exception {
        group = MovedGroup.shared();
    }

    @AfterEach
    void goHome() throws Exception {
        group.bringHome();
    }

    @Test
    void aPlannedMoveThereAndBackMayBeKilledAtAnyStep() throws Exception {
        long epoch = group.epoch();
        CallOracle there = CallOracle.of(group.regions());
        for (String step : List.of("check-readiness", "fence-primary", "prove-versions", "promote", "switch-behind")) {
            killAfter(step, MoveWords.planned(NORTH));
        }

        group.arrive(NORTH, MoveWords.planned(NORTH));

        assertThat(group.state()).isEqualTo(group.servedBy(NORTH));
        there.assertPlanned(WEST, group.promotedAt());
        assertThat(group.epoch()).isEqualTo(epoch + 1);
        CallOracle back = CallOracle.of(group.regions());
        for (String step : List.of("search-stranded", "fence-primary", "promote", "turn-front")) {
            killAfter(step, MoveWords.failback());
        }
        group.arrive(WEST, MoveWords.failback());

        assertThat(group.state()).isEqualTo(group.servedBy(WEST));
        back.assertPlanned(NORTH, group.promotedAt());
        assertThat(group.epoch()).isEqualTo(epoch + 2);
    }

    @Test
    void aForcedMoveMayBeKilledAtAnyStep() throws Exception {
        long epoch = group.epoch();
        CallOracle oracle = CallOracle.of(group.regions());
        group.regions().fault("--region", "primary", "down");
        for (String step : List.of("measure-loss", "promote", "open-standby-jobs")) {
            killAfter(step, MoveWords.forced(NORTH));
        }

        group.arrive(NORTH, MoveWords.forced(NORTH));

        assertThat(group.ask().headers().firstValue("x-served-by")).contains(NORTH);
        group.regions().fault("clear");
        oracle.assertForced(WEST, group.promotedAt());
        assertThat(group.epoch()).isEqualTo(epoch + 1);
    }

    /** Kills the command a moment after it has told the end of that step; a command that ends before is left alone. */
    private void killAfter(String step, String... words) throws Exception {
        try (CommandProcess move = group.start(words)) {
            await().atMost(CommandProcess.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !move.isAlive() || move.err().contains(" " + step + " "));
            Thread.sleep(random.nextInt(400));
            move.kill();
        }
    }
}
