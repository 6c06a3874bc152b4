package io.twinlake.orchestrator;

import static io.twinlake.orchestrator.TwinMoves.FAILBACK;
import static io.twinlake.orchestrator.TwinMoves.PLANNED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.TwinMoves.EndState;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.twin.CommandProcess;
import io.twinlake.orchestrator.twin.Place;
import io.twinlake.orchestrator.twin.PostgresServer;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import io.twinlake.runbooks.yaml.Procedures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves of hosts that share a ledger on PostgreSQL: what the file's one owner settles on H2, the ledger's leases settle here. */
class MoveOnPostgresqlTest {
    /** Longer than any test takes: it runs out where a test lets its time pass. */
    private static final String LONG_LEASES = "lease: {timeToLive: 1h, renewEvery: 1s}\n";

    /** One that a process, which is stopped, can outstay. */
    private static final String SHORT_LEASES = "lease: {timeToLive: 10s, renewEvery: 2s}\n";

    @TempDir
    private static Path data;

    private static PostgresServer postgres;

    @TempDir
    Path folder;

    private String ledger;
    private TwinMoves moves;

    @BeforeAll
    static void startTheServer() throws Exception {
        postgres = PostgresServer.start(data);
    }

    @AfterAll
    static void stopTheServer() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void configure() throws Exception {
        ledger = postgres.configuration();
        moves = TwinMoves.in(folder, ledger + LONG_LEASES);
    }

    @Test
    void aGroupMovesThereAndBack() throws Exception {
        JsonNode away = moves.report(PLANNED);

        assertThat(away.path("result").asText()).isEqualTo("SUCCEEDED");
        assertThat(away.path("rpoSeconds").asDouble()).isZero();
        assertThat(moves.endState().effectivePrimary()).isEqualTo("northeurope");

        moves.report(FAILBACK);

        EndState back = moves.endState();
        assertThat(back.effectivePrimary()).isEqualTo("westeurope");
        assertThat(back.epoch()).isEqualTo(3);
        assertThat(back.world()).containsEntry("turn-front", "westeurope");
    }

    @Test
    void aSecondHostIsRefusedWhileTheFirstMovesAndGoesOnOnceThatOneIsDead() throws Exception {
        moves.twin().pauseAt(Place.in(Verb.FINAL_SYNC));
        try (CommandProcess first = moves.start(PLANNED)) {
            moves.awaitPause(first);
            List<String> performed = moves.twin().performed();

            assertRefused(first);

            assertThat(moves.twin().performed()).isEqualTo(performed);
            first.kill();
            assertRefused(first);
        }
        moves.twin().goOn();
        moves.letTheLeasesRunOut();

        assertThat(moves.report(PLANNED).path("epoch").asInt()).isEqualTo(2);
        assertThat(moves.endState().moves()).hasSize(1);
    }

    @Test
    void aMoveThatIsKilledOnceAtEveryThirdStepEndsAsOneThatNobodyDisturbed(@TempDir Path undisturbed) throws Exception {
        TwinMoves still = TwinMoves.in(undisturbed, postgres.configuration());
        still.report(PLANNED);
        List<RunbookStep> steps = Procedures.of(RunbookKind.PLANNED_FAILOVER).steps();

        for (int step = 2; step < steps.size(); step += 3) {
            List<Place> places = Place.of(steps.get(step).verb()).toList();
            moves.killAt(places.get(step % places.size()), PLANNED);
            moves.letTheLeasesRunOut();
        }
        moves.report(PLANNED);

        moves.endState().assertIsLike(still.endState());
    }

    @Test
    void aMoveThatWasStoppedAndTakenBackMeanwhileChangesNothingWhenItGoesOn() throws Exception {
        moves.twin().configured(ledger + SHORT_LEASES);
        moves.twin().pauseAt(Place.in(Verb.PROVE_VERSIONS));
        EndState takenBack;
        try (CommandProcess stopped = moves.start(PLANNED, "-o", "json")) {
            moves.awaitPause(stopped);
            stopped.freeze();
            moves.twin().goOn();
            moves.awaitFreeLease();
            moves.twin().configured(ledger + LONG_LEASES);
            String run = moves.endState().moves().get(0).id().value();
            moves.report(List.of("failover", "--rollback", run));
            takenBack = moves.endState();

            stopped.thaw();

            assertThat(stopped.exitCode()).as(stopped.out() + stopped.err()).isEqualTo(5);
        }

        EndState after = moves.endState();
        assertThat(after.steps()).isEqualTo(takenBack.steps());
        after.assertIsLike(takenBack);
        assertThat(after.epoch()).isEqualTo(2);
        assertThat(after.effectivePrimary()).isEqualTo("westeurope");
        assertThat(after.world()).containsEntry("jobs-westeurope", "open");
        assertThat(after.fences()).containsEntry("westeurope", FenceState.Status.OPEN);
        assertThat(after.moves()).extracting(Run::result).containsExactly(RunResult.FAILED);
    }

    /** The first host is alive, or nobody can know yet that it is not. */
    private void assertRefused(CommandProcess first) throws Exception {
        try (CommandProcess second = moves.start(PLANNED, "-o", "json")) {
            assertThat(second.exitCode()).as(second.out() + second.err()).isEqualTo(5);
            assertThat(Json.parse(second.out()).at("/error/message").asText()).contains("process " + first.pid());
        }
    }
}
