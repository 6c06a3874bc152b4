package io.twinlake.orchestrator.move.report;

import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.orchestrator.move.MoveParameters;
import io.twinlake.orchestrator.move.SwitchFacts;
import io.twinlake.orchestrator.move.report.MoveReport.Result;
import io.twinlake.orchestrator.move.report.MoveReport.StepLine;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a move's report from the ledger: the same one, whoever asks and whenever. */
public final class ReadMove {
    private final Ledger ledger;

    public ReadMove(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The report of a run whose runbook was this one. */
    public MoveReport of(RunId id, Runbook runbook, MoveParameters parameters) {
        Run run = ledger.runs().find(id).orElseThrow(() -> new IllegalArgumentException("no run " + id));
        Map<String, StepRecord> records = ledger.steps().of(id).stream()
                .collect(Collectors.toMap(step -> Verb.today(step.step()), Function.identity()));
        MoveTimes times = new MoveTimes(run, runbook.kind(), records);
        Result result = result(run, records);
        boolean promoted = ledger.hasPromoted(run);
        return new MoveReport(
                new MoveReport.Order(
                        Optional.of(id), run.group(), runbook.kind(), run.direction(), parameters, run.startedAt()),
                new MoveReport.Ending(
                        result,
                        epoch(run, records, promoted, result),
                        promoted,
                        Optional.ofNullable(run.end().at()),
                        run.end().message() == null ? "" : run.end().message()),
                new MoveReport.Figures(
                        times.rto(),
                        times.rtoProven(),
                        times.rpo(),
                        proof(runbook.kind(), promoted, times),
                        times.replicatedUpTo()),
                new MoveReport.LeftPrimary(
                        Optional.ofNullable(fact(records, Verb.FENCE_PRIMARY, Fact.FENCE))
                                .map(FenceState.Status::valueOf),
                        unfenced(runbook.kind(), promoted, records)),
                runbook.steps().stream().map(step -> line(step, records)).toList(),
                new ReadLoss(ledger, run, runbook.kind(), records).all(),
                switches(runbook, records),
                times.turns());
    }

    private static Result result(Run run, Map<String, StepRecord> records) {
        boolean undone = records.values().stream().anyMatch(record -> record.status() == StepStatus.UNDONE);
        if (run.result() == RunResult.FAILED) {
            return undone ? Result.ROLLED_BACK : Result.FAILED;
        }
        return run.result() == RunResult.SUCCEEDED ? Result.SUCCEEDED : Result.INTERRUPTED;
    }

    /** The one that it made, by its promotion or because it was taken back. */
    private static Epoch epoch(Run run, Map<String, StepRecord> records, boolean promoted, Result result) {
        if (result == Result.ROLLED_BACK) {
            return run.epoch().next();
        }
        @Nullable String made = fact(records, Verb.PROMOTE, Fact.EPOCH);
        if (made == null) {
            return promoted ? run.epoch().next() : run.epoch();
        }
        return new Epoch(Long.parseLong(made));
    }

    private static Optional<Proof> proof(RunbookKind kind, boolean promoted, MoveTimes times) {
        return promoted && kind != RunbookKind.FORCED_FAILOVER ? Optional.of(times.proof()) : Optional.empty();
    }

    /** An attempt that came to its end is what counts; a forced move that came to none has stopped nobody. */
    private static Optional<String> unfenced(RunbookKind kind, boolean promoted, Map<String, StepRecord> records) {
        Optional<StepRecord> fence = Optional.ofNullable(records.get(Verb.FENCE_PRIMARY.word()));
        if (fence.map(StepRecord::status)
                .filter(EnumSet.of(StepStatus.DONE, StepStatus.SKIPPED, StepStatus.UNDONE)::contains)
                .isPresent()) {
            return Optional.empty();
        }
        Optional<String> failure = fence.filter(step -> step.status() == StepStatus.FAILED)
                .map(step -> step.details()
                        .getOrDefault(Fact.UNFENCED, step.details().getOrDefault(Fact.MESSAGE, "")));
        boolean passed = kind == RunbookKind.FORCED_FAILOVER && promoted;
        return failure.or(() -> passed ? Optional.of("nothing was done to stop its writers.") : Optional.empty());
    }

    private static List<SwitchFacts> switches(Runbook runbook, Map<String, StepRecord> records) {
        return runbook.steps().stream()
                .map(step -> records.get(step.name()))
                .filter(Objects::nonNull)
                .flatMap(record -> SwitchFacts.of(record.details()).stream())
                .toList();
    }

    private static StepLine line(RunbookStep step, Map<String, StepRecord> records) {
        @Nullable StepRecord record = records.get(step.name());
        if (record == null || record.startedAt() == null) {
            return new StepLine(step.verb(), StepState.PENDING, Optional.empty(), Duration.ZERO, 0, "");
        }
        Duration took =
                record.endedAt() == null ? Duration.ZERO : Duration.between(record.startedAt(), record.endedAt());
        return new StepLine(
                step.verb(),
                StepState.of(record.status()),
                Optional.of(record.startedAt()),
                took,
                record.attempts(),
                record.details().getOrDefault(Fact.MESSAGE, ""));
    }

    private static @Nullable String fact(Map<String, StepRecord> records, Verb verb, String name) {
        @Nullable StepRecord record = records.get(verb.word());
        return record == null ? null : record.details().get(name);
    }
}
