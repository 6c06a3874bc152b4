package io.twinlake.orchestrator.command.move;

import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.orchestrator.cli.Invocation;
import io.twinlake.orchestrator.move.MoveListener;
import io.twinlake.runbooks.RunbookStep;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells the story of a move on standard error, a line for each step as it ends. */
final class MoveProgress implements MoveListener {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private final Invocation invocation;
    private final Clock clock;

    MoveProgress(Invocation invocation, Clock clock) {
        this.invocation = invocation;
        this.clock = clock;
    }

    @Override
    public void began(Run run, boolean resumed) {
        invocation.note((resumed ? "Goes on with run " : "Run ") + run.id() + ": "
                + run.direction().source() + " -> " + run.direction().replica() + ", epoch " + run.epoch() + ".");
    }

    @Override
    public void stepEnded(RunbookStep step, StepStatus status, Duration took, String message) {
        invocation.note(String.format(
                Locale.ROOT,
                "%s  %-17s %-7s %6.1f s  %s",
                TIME.format(clock.instant()),
                step.name(),
                status.word(),
                took.toMillis() / 1000.0,
                message));
    }
}
