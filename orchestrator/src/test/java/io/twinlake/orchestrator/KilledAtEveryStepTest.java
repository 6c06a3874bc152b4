package io.twinlake.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.orchestrator.TwinMoves.EndState;
import io.twinlake.orchestrator.twin.Place;
import io.twinlake.orchestrator.twin.Place.Moment;
import io.twinlake.runbooks.Procedures;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * kill -9 before, in and after every step that a procedure has, one after the other of the same move: typed once more, it ends as one
 * that nobody disturbed.
 */
@Execution(ExecutionMode.CONCURRENT)
class KilledAtEveryStepTest {
    @TempDir
    Path killed;

    @TempDir
    Path undisturbed;

    /** A move, and what has to be there before it. */
    enum Way {
        PLANNED(RunbookKind.PLANNED_FAILOVER, TwinMoves.PLANNED),
        FORCED(RunbookKind.FORCED_FAILOVER, TwinMoves.FORCED) {
            @Override
            TwinMoves prepared(Path folder) throws InterruptedException {
                TwinMoves moves = TwinMoves.in(folder);
                moves.report(List.of("sync"));
                moves.twin().holding("2-late");
                return moves;
            }
        },
        FORCED_AWAY_FROM_A_DEAD_PRIMARY(RunbookKind.FORCED_FAILOVER, TwinMoves.FORCED) {
            @Override
            TwinMoves prepared(Path folder) throws InterruptedException {
                TwinMoves moves = FORCED.prepared(folder);
                moves.twin().goDown();
                return moves;
            }
        },
        FAILBACK(RunbookKind.FAILBACK, TwinMoves.FAILBACK) {
            @Override
            TwinMoves prepared(Path folder) throws InterruptedException {
                TwinMoves moves = TwinMoves.in(folder);
                moves.report(TwinMoves.PLANNED);
                moves.twin().holding("2-late");
                return moves;
            }
        };

        private final RunbookKind kind;
        private final List<String> words;

        Way(RunbookKind kind, List<String> words) {
            this.kind = kind;
            this.words = words;
        }

        TwinMoves prepared(Path folder) throws InterruptedException {
            return TwinMoves.in(folder);
        }

        Runbook runbook() {
            return Procedures.of(kind);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void endsAsAMoveThatNobodyDisturbed(Way way) throws Exception {
        TwinMoves still = way.prepared(undisturbed);
        still.report(way.words);
        TwinMoves moves = way.prepared(killed);
        EndState before = moves.endState();
        Settled settled = new Settled(way.runbook());
        Set<String> runs = new HashSet<>();

        for (Place place : Place.of(way.runbook())) {
            runs.add(moves.killAt(place, way.words));
            settled.note(place, moves);
        }
        runs.add(moves.report(way.words).path("run").asText());

        EndState after = moves.endState();
        after.assertIsLike(still.endState());
        assertThat(after.epoch()).isEqualTo(before.epoch() + 1);
        assertThat(after.moves()).hasSize(before.moves().size() + 1);
        assertThat(runs).as("runs that were taken up again").hasSize(1);
        settled.assertDoneOnce(moves);
    }

    @Test
    void aMoveThatIsTakenBackMayBeKilledAtEveryStepOfTheWayBack() throws Exception {
        Runbook runbook = Procedures.of(RunbookKind.PLANNED_FAILOVER);
        Place late = Place.in(Verb.PROVE_VERSIONS);
        TwinMoves still = TwinMoves.in(undisturbed);
        still.report(back(still.killAt(late, TwinMoves.PLANNED)));
        TwinMoves moves = TwinMoves.in(killed);
        String run = moves.killAt(late, TwinMoves.PLANNED);

        for (RunbookStep step : fromTheLast(runbook, Verb.PROVE_VERSIONS)) {
            for (Place place : Place.of(step.verb()).toList()) {
                assertThat(moves.killAt(place, back(run))).isEqualTo(run);
            }
        }
        assertThat(moves.report(back(run)).path("result").asText()).isEqualTo("ROLLED_BACK");

        EndState after = moves.endState();
        after.assertIsLike(still.endState());
        assertThat(after.epoch()).isEqualTo(2);
        assertThat(after.effectivePrimary()).isEqualTo("westeurope");
        assertThat(after.world()).containsEntry("jobs-westeurope", "open");
    }

    private static List<String> back(String run) {
        return List.of("failover", "--rollback", run);
    }

    private static List<RunbookStep> fromTheLast(Runbook runbook, Verb last) {
        List<RunbookStep> steps = new ArrayList<>(runbook.steps().subList(0, runbook.position(last) + 1));
        Collections.reverse(steps);
        return steps;
    }

    /**
     * Steps that are over for good: behind the promotion none is done again once its end is recorded. A warehouse, which may stop meanwhile,
     * is warmed again until the lookup is switched.
     */
    private static final class Settled {
        private final Runbook runbook;
        private final Map<Verb, Integer> begun = new HashMap<>();

        Settled(Runbook runbook) {
            this.runbook = runbook;
        }

        void note(Place place, TwinMoves moves) {
            Verb verb = place.verb();
            boolean isOver = place.moment() == Moment.AFTER && runbook.position(verb) >= runbook.position(Verb.PROMOTE);
            if (isOver && verb != Verb.WARM_WAREHOUSE) {
                begun.put(verb, times(verb, moves));
            }
            if (isOver && verb == Verb.SWITCH_LOOKUP) {
                begun.put(Verb.WARM_WAREHOUSE, times(Verb.WARM_WAREHOUSE, moves));
            }
        }

        void assertDoneOnce(TwinMoves moves) {
            assertThat(begun)
                    .allSatisfy((verb, times) ->
                            assertThat(times(verb, moves)).as(verb.word()).isEqualTo(times));
        }

        private static int times(Verb verb, TwinMoves moves) {
            return Collections.frequency(moves.twin().performed(), verb.word());
        }
    }
}
