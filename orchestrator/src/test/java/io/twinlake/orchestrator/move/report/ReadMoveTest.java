package io.twinlake.orchestrator.move.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.failover.endpoint.TurnProof;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.move.Loss;
import io.twinlake.orchestrator.move.MoveParameters;
import io.twinlake.orchestrator.move.SwitchFacts;
import io.twinlake.orchestrator.move.TurnFacts;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.yaml.Procedures;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadMoveTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final RegionName WEST = new RegionName("west");
    private static final RegionName NORTH = new RegionName("north");
    private static final ObjectName TABLE = ObjectName.of("gold", "api", "customers");
    private static final Instant COMMITTED = Instant.parse("2026-05-04T10:00:00Z");
    private static final Instant REPLICATED = Instant.parse("2026-05-04T12:00:00Z");

    private Ledger ledger;

    @BeforeEach
    void openLedger(@TempDir Path folder) {
        Ledger opened = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null), Clock.systemUTC());
        opened.epochs().current(GOLD, WEST);
        ledger = opened.under(Tenure.of(GOLD, Epoch.FIRST));
    }

    @AfterEach
    void closeLedger() {
        ledger.close();
    }

    @Test
    void tellsOfATableTheLastVersionThatArrivedAndWhenItWasCommitted() {
        copied(new Direction(WEST, NORTH));

        assertThat(lossOfAMoveTo(NORTH))
                .containsExactly(new Loss(TABLE.toString(), Optional.of(7L), Optional.of(COMMITTED)));
    }

    @Test
    void tellsTheSameOfATableThatHasNotChangedSinceItWasCopiedTheOtherWay() {
        copied(new Direction(NORTH, WEST));

        assertThat(lossOfAMoveTo(NORTH))
                .containsExactly(new Loss(TABLE.toString(), Optional.of(3L), Optional.of(COMMITTED)));
    }

    @Test
    void listsEveryTableInScopeAndThoseThatWereNeverReplicatedFirst() {
        copied(new Direction(WEST, NORTH));
        ObjectName blocked = ObjectName.of("gold", "api", "zones");
        neverCopied(blocked);

        assertThat(lossOfAMoveTo(NORTH))
                .containsExactly(
                        new Loss(blocked.toString(), Optional.empty(), Optional.empty()),
                        new Loss(TABLE.toString(), Optional.of(7L), Optional.of(COMMITTED)));
        assertThat(lossOfAMoveTo(NORTH)).extracting(Loss::known).containsExactly(false, true);
    }

    @Test
    void aMoveThatIsNotForcedLostNothingOnlyOnceThatIsProvenBehindThePromotion() {
        copied(new Direction(WEST, NORTH));
        Run move = promoted();
        assertThat(plannedReportOf(move).figures().proof()).contains(Proof.NOT_PROVEN);
        assertThat(plannedReportOf(move).figures().rpo()).isEmpty();

        proveAgain(move, StepStatus.DONE, Map.of(Fact.PROVEN_AGAIN, "true"));

        assertThat(plannedReportOf(move).figures().proof()).contains(Proof.PROVEN);
        assertThat(plannedReportOf(move).figures().rpo()).contains(Duration.ZERO);
        assertThat(plannedReportOf(move).loss()).isEmpty();
    }

    @Test
    void commitsThatWereFoundBehindThePromotionAreALossAndNoRpoOfZero() {
        copied(new Direction(WEST, NORTH));
        Run move = promoted();
        Instant later = Instant.now().plusSeconds(3600);

        proveAgain(
                move,
                StepStatus.FAILED,
                Map.of(Fact.LEFT_BEHIND, TABLE + "\ngold.api.made_since", Fact.LEFT_UP_TO, later.toString()));

        MoveReport report = plannedReportOf(move);
        assertThat(report.figures().proof()).contains(Proof.COMMITS_FOUND);
        assertThat(report.figures().rpo().orElseThrow()).isGreaterThan(Duration.ofSeconds(3590));
        assertThat(report.loss())
                .containsExactly(
                        new Loss("gold.api.made_since", Optional.empty(), Optional.empty()),
                        new Loss(TABLE.toString(), Optional.of(7L), Optional.of(COMMITTED)));
    }

    private Run promoted() {
        Run move = begun(NORTH);
        ledger.steps().begin(move.id(), 5, "prove-versions");
        ledger.steps().end(move.id(), 5, "prove-versions", StepStatus.DONE, Map.of(Fact.PROVEN, "1"));
        ledger.steps()
                .end(
                        move.id(),
                        6,
                        "promote",
                        StepStatus.DONE,
                        Map.of(Fact.EPOCH, "2", Fact.PROMOTED_AT, Instant.now().toString()));
        return move;
    }

    private void proveAgain(Run move, StepStatus status, Map<String, String> facts) {
        ledger.steps().end(move.id(), 12, "prove-again", status, facts);
    }

    @Test
    void callsARegionUnfencedOnlyWhereTheLastAttemptDidNotStopItsWriters() {
        Run move = begun(NORTH);
        endFence(move, StepStatus.FAILED, Map.of(Fact.UNFENCED, "it did not answer"));
        assertThat(reportOf(move).left().unfenced()).contains("it did not answer");

        endFence(move, StepStatus.DONE, Map.of(Fact.FENCE, "FENCED"));
        assertThat(reportOf(move).left().unfenced()).isEmpty();
        assertThat(reportOf(move).left().fence()).contains(FenceState.Status.FENCED);
    }

    @Test
    void callsARegionUnfencedWhoseFencingBrokeForWhateverReasonOrNeverBegan() {
        Run move = begun(NORTH);
        ledger.steps().end(move.id(), 3, "promote", StepStatus.DONE, Map.of(Fact.EPOCH, "2"));
        assertThat(reportOf(move).left().unfenced()).contains("nothing was done to stop its writers.");

        endFence(move, StepStatus.FAILED, Map.of(Fact.MESSAGE, "out of threads"));
        assertThat(reportOf(move).left().unfenced()).contains("out of threads");
    }

    @Test
    void tellsWhenAllWasProvenAndOfWhatItIsNot() {
        Run move = begun(NORTH);
        Instant first = move.startedAt().plusSeconds(2);
        ledger.steps().end(move.id(), 6, "switch-behind", StepStatus.DONE, Map.of(Fact.ANSWERED_AT, first.toString()));
        assertThat(reportOf(move).figures().rtoProven()).isEmpty();

        smokeTested(move, TurnProof.State.PROVEN, first.plusSeconds(61));
        assertThat(reportOf(move).figures().rto()).contains(Duration.ofSeconds(2));
        assertThat(reportOf(move).figures().rtoProven()).contains(Duration.ofSeconds(63));
        ledger.runs().end(move.id(), RunResult.SUCCEEDED, Map.of(), "Done.");
        assertThat(reportOf(move).exitCode()).isEqualTo(ExitCode.DONE);

        smokeTested(move, TurnProof.State.NOT_TOLD, first.plusSeconds(61));
        assertThat(reportOf(move).figures().rtoProven()).isEmpty();
        assertThat(reportOf(move).exitCode()).isEqualTo(ExitCode.PARTLY_DONE);
        assertThat(plannedReportOf(move).isUnproven()).isFalse();

        smokeTested(move, TurnProof.State.CONTRADICTED, first.plusSeconds(150));
        assertThat(reportOf(move).turns())
                .singleElement()
                .satisfies(turn -> assertThat(turn.doubt()).contains("which read in west"));
        assertThat(reportOf(move).exitCode()).isEqualTo(ExitCode.PARTLY_DONE);
    }

    /** A Function that was proven says nothing of the gateway in front of it. */
    @Test
    void countsNothingForProvenThatNobodyAsked() {
        Run move = begun(NORTH);
        Map<String, String> turned = new HashMap<>(new SwitchFacts("lookup", "west", "north", true).asDetails());
        turned.putAll(new TurnFacts("lookup", TurnProof.State.PROVEN, Instant.now(), "all of it").asDetails());
        ledger.steps().end(move.id(), 6, "switch-behind", StepStatus.DONE, turned);
        ledger.steps()
                .end(
                        move.id(),
                        7,
                        "turn-front",
                        StepStatus.DONE,
                        new SwitchFacts("gateway", "west", "north", true).asDetails());
        ledger.steps().end(move.id(), 10, "smoke-test", StepStatus.FAILED, Map.of());

        assertThat(reportOf(move).figures().rtoProven()).isEmpty();
        assertThat(reportOf(move).turns())
                .filteredOn(turn -> !turn.isProven())
                .singleElement()
                .satisfies(turn -> {
                    assertThat(turn.name()).isEqualTo("gateway");
                    assertThat(turn.doubt()).contains("it was not asked whether all of it has turned");
                });
    }

    private void smokeTested(Run move, TurnProof.State state, Instant at) {
        TurnFacts turn = new TurnFacts("gateway", state, at, "which read in west");
        ledger.steps().end(move.id(), 10, "smoke-test", StepStatus.DONE, turn.asDetails());
    }

    private void endFence(Run move, StepStatus status, Map<String, String> facts) {
        ledger.steps().end(move.id(), 2, "fence-primary", status, facts);
    }

    /** Source version 7 became version 3 of the replica. */
    private void copied(Direction direction) {
        RunId sync =
                ledger.runs().start(GOLD, RunKind.SYNC, direction, Epoch.FIRST).id();
        ledger.clones()
                .put(new CloneRecord(
                        sync,
                        GOLD,
                        TABLE,
                        new CloneRecord.Source("source-id", 7, COMMITTED),
                        CloneRecord.Mode.FULL,
                        "statement",
                        new CloneRecord.Copy(3L, 1L, 100L),
                        CloneRecord.State.DONE));
        ledger.states()
                .record(
                        sync,
                        List.of(new ReplicaState(
                                GOLD,
                                SecurableKind.TABLE,
                                TABLE,
                                direction,
                                new Pair(new Side("source-id", "a", 7L), new Side("replica-id", "b", 3L), REPLICATED),
                                Outcome.CREATED,
                                null,
                                sync)),
                        List.of());
    }

    private void neverCopied(ObjectName table) {
        RunId sync = ledger.runs()
                .start(GOLD, RunKind.SYNC, new Direction(WEST, NORTH), Epoch.FIRST)
                .id();
        ledger.states()
                .record(
                        sync,
                        List.of(new ReplicaState(
                                GOLD,
                                SecurableKind.TABLE,
                                table,
                                new Direction(WEST, NORTH),
                                new Pair(new Side("source-id", null, null), Side.UNKNOWN, null),
                                Outcome.BLOCKED,
                                new Failure("conflict", "somebody else's", "Rename it."),
                                sync)),
                        List.of());
    }

    private List<Loss> lossOfAMoveTo(RegionName to) {
        return reportOf(begun(to)).loss();
    }

    private Run begun(RegionName to) {
        return ledger.runs().start(GOLD, RunKind.FAILOVER, new Direction(WEST, to), Epoch.FIRST);
    }

    private MoveReport reportOf(Run move) {
        return reportOf(move, RunbookKind.FORCED_FAILOVER);
    }

    private MoveReport plannedReportOf(Run move) {
        return reportOf(move, RunbookKind.PLANNED_FAILOVER);
    }

    private MoveReport reportOf(Run move, RunbookKind kind) {
        RegionName to = move.direction().replica();
        MoveParameters parameters = new MoveParameters(to, "a test", Optional.empty(), false, Optional.empty());
        return new ReadMove(ledger).of(move.id(), Procedures.of(kind), parameters);
    }
}
