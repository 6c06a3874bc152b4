package io.twinlake.orchestrator.command.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.StaleEpochException;
import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.lease.Lease;
import io.twinlake.ledger.lease.LeaseName;
import io.twinlake.ledger.tenure.LeaseLostException;
import io.twinlake.orchestrator.batch.StopReason;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.lease.LeaseHeld;
import io.twinlake.orchestrator.move.PromotionLost;
import io.twinlake.orchestrator.move.report.MoveReport.Result;
import io.twinlake.orchestrator.move.report.MoveReports;
import io.twinlake.orchestrator.move.run.MoveBroken;
import io.twinlake.orchestrator.step.StepFailed;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a command ends with, and what a move that broke off asks the operator to type. */
class FailuresTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final Lease LEASE =
            new Lease(new LeaseName("group:gold"), "anna@host7 (process 12)", 3, Instant.EPOCH, Instant.EPOCH);
    private static final RuntimeException OVERTAKEN = new StaleEpochException(GOLD, new Epoch(1), new Epoch(2));
    private static final RuntimeException LOST = new PromotionLost(
            new EpochState(GOLD, new Epoch(2), new RegionName("northeurope"), Instant.EPOCH, "another run"));
    private static final RuntimeException BROKEN = StepFailed.broken("It broke.", "Mend it.");

    private static final String ANEW = "Mend it. westeurope serves as before; begin anew when you are ready.";
    private static final String EITHER_WAY =
            "Mend it. westeurope is still the effective primary: go on with `twinlake failover --resume run-1`, or take"
                    + " it back with `--rollback run-1`.";
    private static final String ON =
            "Mend it. northeurope is the effective primary: go on with `twinlake failover --resume run-1`.";
    private static final String ELSEWHERE = "Run `twinlake status` to see who serves now; where nobody has moved the"
            + " group meanwhile, go on with `twinlake failover --resume run-1`.";

    static Stream<Arguments> ofAnyCommand() {
        return Stream.of(
                row(new LeaseHeld(LEASE), ExitCode.LEASE_HELD, "lease"),
                row(new LeaseLostException(LEASE), ExitCode.LEASE_HELD, "lease"),
                row(OVERTAKEN, ExitCode.PRECONDITION_REFUSED, "epoch"),
                row(LOST, ExitCode.LEASE_HELD, "epoch"),
                row(new LedgerException("The disk is full.", new IOException()), ExitCode.ERROR, "ledger"),
                row(new IllegalStateException("nobody foresaw it"), ExitCode.ERROR, "internal"),
                row(CommandFailure.usage("No such word.", "Type another."), ExitCode.USAGE, "usage"));
    }

    @ParameterizedTest
    @MethodSource
    void ofAnyCommand(RuntimeException exception, ExitCode code, String category) {
        CommandFailure failure = Failures.of(exception);

        assertThat(failure.exitCode()).isEqualTo(code);
        assertThat(failure.category().word()).isEqualTo(category);
        assertThat(failure.next()).isNotBlank();
    }

    /** What scripts rely on, whatever throws it. */
    @ParameterizedTest
    @EnumSource
    void ofUs(OwnCategory category) {
        ExitCode expected = switch (category) {
            case USAGE, CONFIGURATION, RUNBOOK -> ExitCode.USAGE;
            case LEASE, OVERTAKEN -> ExitCode.LEASE_HELD;
            case INTERRUPTED -> ExitCode.INTERRUPTED;
            case PRECONDITION, EPOCH, WITNESS, PRIMARY_UNPROVEN, NEW_LEDGER, HELD, EXPORT ->
                ExitCode.PRECONDITION_REFUSED;
            case LEDGER, OWNER, STEP, REPORT, INTERNAL -> ExitCode.ERROR;
        };

        CommandFailure failure = Failures.of(new TwinlakeException(category, "It said no.", null, null) {});

        assertThat(failure.exitCode()).isEqualTo(expected);
        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure.next()).isEqualTo(category.next());
    }

    /** A step of a move that a region refused ends its command as any other command would end. */
    @ParameterizedTest
    @EnumSource
    void ofARegion(FailureCategory category) {
        ClientException refused = new ClientException(category, "list catalogs", null, null, "It said no.", null);
        ExitCode expected = switch (category) {
            case AUTHENTICATION, PERMISSION -> ExitCode.ACCESS_REFUSED;
            default -> ExitCode.ERROR;
        };

        for (RuntimeException exception :
                new RuntimeException[] {refused, broken(refused, null, Result.FAILED, false)}) {
            assertThat(Failures.of(exception).exitCode()).isEqualTo(expected);
            assertThat(Failures.of(exception).category()).isEqualTo(category);
        }
    }

    static Stream<Arguments> ofAMove() {
        StepFailed refused = StepFailed.refused("It is not ready.", "Mend it.");
        return Stream.of(
                move(
                        "refused before it closed anything",
                        refused,
                        null,
                        Result.FAILED,
                        false,
                        ExitCode.PRECONDITION_REFUSED,
                        "precondition",
                        ANEW),
                move(
                        "refused behind the fence",
                        refused,
                        null,
                        Result.INTERRUPTED,
                        false,
                        ExitCode.PRECONDITION_REFUSED,
                        "precondition",
                        EITHER_WAY),
                move(
                        "broken before it closed anything",
                        BROKEN,
                        null,
                        Result.FAILED,
                        false,
                        ExitCode.ERROR,
                        "step",
                        ANEW),
                move(
                        "broken behind the fence",
                        BROKEN,
                        null,
                        Result.INTERRUPTED,
                        false,
                        ExitCode.ERROR,
                        "step",
                        EITHER_WAY),
                move("broken behind the promotion", BROKEN, null, Result.INTERRUPTED, true, ExitCode.ERROR, "step", ON),
                move(
                        "overtaken by a promotion",
                        OVERTAKEN,
                        null,
                        Result.INTERRUPTED,
                        false,
                        ExitCode.PRECONDITION_REFUSED,
                        "epoch",
                        ELSEWHERE),
                move(
                        "overtaken at its own promotion",
                        LOST,
                        null,
                        Result.INTERRUPTED,
                        false,
                        ExitCode.LEASE_HELD,
                        "epoch",
                        ELSEWHERE),
                move(
                        "overtaken by the lease's next holder",
                        new LeaseLostException(LEASE),
                        null,
                        Result.INTERRUPTED,
                        true,
                        ExitCode.LEASE_HELD,
                        "lease",
                        ELSEWHERE),
                move(
                        "told that its lease is lost",
                        BROKEN,
                        StopReason.LEASE_LOST,
                        Result.INTERRUPTED,
                        true,
                        ExitCode.LEASE_HELD,
                        "lease",
                        ELSEWHERE),
                move(
                        "interrupted before the promotion",
                        BROKEN,
                        StopReason.INTERRUPTED,
                        Result.INTERRUPTED,
                        false,
                        ExitCode.INTERRUPTED,
                        "interrupted",
                        withoutRemedy(EITHER_WAY)),
                move(
                        "interrupted behind the promotion",
                        BROKEN,
                        StopReason.SHUTDOWN,
                        Result.INTERRUPTED,
                        true,
                        ExitCode.INTERRUPTED,
                        "interrupted",
                        withoutRemedy(ON)));
    }

    @ParameterizedTest
    @MethodSource
    void ofAMove(MoveBroken broken, ExitCode code, String category, String next) {
        CommandFailure failure = Failures.of(broken);

        assertThat(failure.exitCode()).isEqualTo(code);
        assertThat(failure.category().word()).isEqualTo(category);
        assertThat(failure.object()).isEqualTo("run-1");
        assertThat(failure.sentence()).startsWith("Run run-1 stopped");
        assertThat(failure.next()).isEqualTo(next);
    }

    /** Who was interrupted has nothing to mend. */
    private static String withoutRemedy(String next) {
        return next.substring("Mend it. ".length());
    }

    private static MoveBroken broken(
            RuntimeException cause, @Nullable StopReason stopped, Result result, boolean promoted) {
        return new MoveBroken(
                MoveReports.of(result, promoted, Optional.empty()),
                stopped == null ? "final-sync" : null,
                stopped,
                cause);
    }

    private static Arguments row(RuntimeException exception, ExitCode code, String category) {
        return argumentSet(exception.getClass().getSimpleName(), exception, code, category);
    }

    private static Arguments move(
            String name,
            RuntimeException cause,
            @Nullable StopReason stopped,
            Result result,
            boolean promoted,
            ExitCode code,
            String category,
            String next) {
        return argumentSet(name + ": " + code, broken(cause, stopped, result, promoted), code, category, next);
    }
}
