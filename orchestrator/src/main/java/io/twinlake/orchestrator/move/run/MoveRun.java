package io.twinlake.orchestrator.move.run;

import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.failure.StaleWriterException;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.batch.RunControl;
import io.twinlake.orchestrator.batch.StopReason;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.MoveListener;
import io.twinlake.orchestrator.move.MoveRequest;
import io.twinlake.orchestrator.move.report.MoveReport;
import io.twinlake.orchestrator.move.report.ReadMove;
import io.twinlake.orchestrator.move.work.MoveWork;
import io.twinlake.orchestrator.move.work.StepRecords;
import io.twinlake.orchestrator.move.work.StepsJob;
import io.twinlake.orchestrator.run.EndLeftRuns;
import io.twinlake.runbooks.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One move under its leases, forward or backward, to its recorded end.
 *
 * @param group with the ledger as the run may write it
 * @param epoch that it may write under
 */
record MoveRun(ProtectedGroup group, Epoch epoch, RunControl control, MoveLeases leases, MoveListener listener) {
    private static final Logger LOG = LoggerFactory.getLogger(MoveRun.class);
    private static final String ROLLBACK = "rollback:";

    MoveReport forward(OpenMove move, boolean resumed) {
        MoveWork work = begin(move, resumed);
        MoveEnd end = new MoveEnd(() -> close(move.run(), RunResult.SUCCEEDED, moved(move)));
        launch(move, move.runbook().name(), work, end, work.forward());
        return end(move, work, end, RunResult.FAILED);
    }

    MoveReport backward(OpenMove move) {
        MoveWork work = begin(move, true);
        String message = "Rolled back: " + move.run().direction().source() + " serves as before.";
        MoveEnd end = new MoveEnd(() -> close(move.run(), RunResult.FAILED, message));
        launch(move, ROLLBACK + move.runbook().name(), work, end, work.backward());
        return end(move, work, end, RunResult.INTERRUPTED);
    }

    private MoveWork begin(OpenMove move, boolean resumed) {
        if (resumed) {
            ledger().runs().resume(move.run().id());
        }
        listener.began(move.run(), resumed);
        LOG.info(
                "move begins run={} runbook={} resumed={} from={} to={}",
                move.run().id(),
                move.runbook().name(),
                resumed,
                move.run().direction().source(),
                move.run().direction().replica());
        return new MoveWork(context(move), group, listener);
    }

    private Ledger ledger() {
        return group.ledger();
    }

    private MoveContext context(OpenMove move) {
        StepRecords records = move.records(ledger());
        return new MoveContext(
                move.run(),
                new MoveRequest(group.config(), move.runbook(), move.parameters(), Optional.empty()),
                ledger(),
                epoch,
                control,
                leases::check,
                records);
    }

    /** The run's end is the job's last step: a job that came to its end has ended its run. */
    private void launch(OpenMove move, String job, MoveWork work, MoveEnd end, List<StepsJob.Named> steps) {
        List<StepsJob.Named> all = new ArrayList<>(steps);
        all.add(new StepsJob.Named("end", end));
        group.batch().jobs().recoverDead(job, group.name());
        boolean ran = group.batch().jobs().run(move.run(), repository -> new StepsJob(job, repository, all));
        work.awaitBeside();
        if (!ran) {
            end.run();
        }
    }

    /** @param untouched how a run ends that broke before it closed anything */
    private MoveReport end(OpenMove move, MoveWork work, MoveEnd end, RunResult untouched) {
        MoveWork.@Nullable Failure failure = work.failure();
        if (failure == null && end.isReached()) {
            endLeftRuns(move);
            return report(move);
        }
        @Nullable StopReason stopped = leases.reason();
        if (failure == null) {
            // All steps are done, and that could not be recorded: the run stays open and is resumed.
            throw new MoveBroken(report(move), null, stopped, end.reason(move.run()));
        }
        boolean touched = move.records(ledger()).wasBegun(Verb.FENCE_PRIMARY);
        RunResult broken = touched || stopped != null ? RunResult.INTERRUPTED : untouched;
        closeUnlessOvertaken(
                move.run(),
                broken,
                "Stopped at " + failure.step().name() + ": " + failure.reason().getMessage());
        throw new MoveBroken(report(move), stopped == null ? failure.step().name() : null, stopped, failure.reason());
    }

    /** Nothing goes on that was begun under an earlier epoch. What stays open all the same ends when the next run of its kind begins. */
    private void endLeftRuns(OpenMove move) {
        try {
            new EndLeftRuns(group.writing(ledger()))
                    .before(move.epochMade(ledger()).orElse(epoch));
        } catch (RuntimeException e) {
            LOG.warn("runs of an earlier epoch are left open group={}", group.name(), e);
        }
    }

    /** Whoever took this run's place may have resumed it: its row is no longer ours. */
    private void closeUnlessOvertaken(Run run, RunResult result, String message) {
        try {
            close(run, result, message);
        } catch (StaleWriterException overtaken) {
            LOG.info(
                    "the run's end is left to whoever took its place run={} reason={}",
                    run.id(),
                    overtaken.getMessage());
        }
    }

    private void close(Run run, RunResult result, String message) {
        ledger().runs().end(run.id(), result, Map.of(), message);
        ledger().audit()
                .append(
                        "run " + run.id(),
                        "move ended",
                        Map.of("group", run.group().value(), "run", run.id().value(), "result", result.name()));
        LOG.info("move ended run={} result={} message={}", run.id(), result, message);
    }

    private MoveReport report(OpenMove move) {
        return new ReadMove(ledger()).of(move.run().id(), move.runbook(), move.parameters());
    }

    private static String moved(OpenMove move) {
        return move.run().direction().replica() + " serves.";
    }
}
