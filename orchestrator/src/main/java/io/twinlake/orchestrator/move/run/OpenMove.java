package io.twinlake.orchestrator.move.run;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.step.RunbookSnapshot;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.orchestrator.move.MoveParameters;
import io.twinlake.orchestrator.move.work.StepRecords;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.Verb;
import io.twinlake.runbooks.yaml.RunbookReader;
import java.util.Map;
import java.util.Optional;

/**
 * A move that was begun and has not ended: its run, and the runbook and terms that it was begun with.
 *
 * @param isOfACopy whether it comes from the copy that the ledger was restored from, so that nobody knows how it went on behind that
 */
public record OpenMove(Run run, Runbook runbook, MoveParameters parameters, boolean isOfACopy) {
    private static final String NEVER_BEGAN = "broke off before its first step.";

    /** The group's open move; empty as well where it died before its runbook was kept, and has done nothing. */
    public static Optional<OpenMove> of(Ledger ledger, GroupName group) {
        return ledger.runs().openMove(group).flatMap(run -> read(ledger, run));
    }

    /** The same for whoever may begin a move: one that died before its runbook was kept ends here. */
    static Optional<OpenMove> taken(Ledger writable, GroupName group) {
        Optional<Run> run = writable.runs().openMove(group);
        Optional<OpenMove> open = run.flatMap(begun -> read(writable, begun));
        if (open.isEmpty()) {
            run.ifPresent(begun -> writable.runs().end(begun.id(), RunResult.FAILED, Map.of(), "It " + NEVER_BEGAN));
        }
        return open;
    }

    /** @throws MoveRefused where there is no such open move */
    static OpenMove find(Ledger ledger, GroupName group, RunId id) {
        Run run = ledger.runs()
                .find(id)
                .filter(found -> found.group().equals(group))
                .filter(found -> found.kind() == RunKind.FAILOVER || found.kind() == RunKind.FAILBACK)
                .orElseThrow(() -> new MoveRefused(
                        "Group " + group + " has no move " + id + ".", "`twinlake history` lists the runs."));
        if (!run.result().isOpen()) {
            throw new MoveRefused(
                    "Run " + id + " has ended: " + run.result().name() + ". "
                            + (run.end().message() == null ? "" : run.end().message()),
                    "`twinlake status` tells which region serves; a new move begins with `twinlake failover` or `failback`.");
        }
        return read(ledger, run).orElseThrow(() -> new MoveRefused("Run " + id + " " + NEVER_BEGAN, "Begin anew."));
    }

    private static Optional<OpenMove> read(Ledger ledger, Run run) {
        return ledger.steps()
                .snapshot(run.id())
                .map(snapshot -> read(run, snapshot, ledger.runs().isCopied(run.id())));
    }

    private static OpenMove read(Run run, RunbookSnapshot snapshot, boolean isOfACopy) {
        Runbook runbook = RunbookReader.readKept(snapshot.name(), snapshot.text());
        if (!runbook.hash().equals(snapshot.hash())) {
            throw new IllegalStateException("the runbook of run " + run.id() + " is not the one that it began with");
        }
        return new OpenMove(run, runbook, MoveParameters.of(snapshot.parameters()), isOfACopy);
    }

    StepRecords records(Ledger ledger) {
        return new StepRecords(ledger.steps(), run.id(), runbook);
    }

    /** Whether it is the very move that is asked for now. */
    boolean is(RunbookKind kind, MoveParameters asked) {
        return runbook.kind() == kind && run.direction().replica().equals(asked.to());
    }

    public boolean isForced() {
        return runbook.kind() == RunbookKind.FORCED_FAILOVER;
    }

    /**
     * A forced move that was begun behind the restore says itself who shall serve; any other needs to know who serves.
     *
     * @throws io.twinlake.ledger.epoch.PrimaryUnproven where it has to be known, and is not
     */
    void requireProven(EpochState current) {
        if (!isForced() || isOfACopy) {
            current.requireProven();
        }
    }

    /**
     * A process that died between the promotion and its record: what it did is found in the epoch, and recorded now. Another run may have
     * promoted the same region: whose epoch it is, the epoch itself tells.
     */
    void adoptPromotion(Ledger ledger, EpochState current) {
        StepRecords records = records(ledger);
        boolean mine = current.epoch().equals(run.epoch().next()) && current.isPromotedBy(run.id());
        if (mine && records.wasBegun(Verb.PROMOTE) && !records.isOver(Verb.PROMOTE)) {
            Map<String, String> facts = Map.of(
                    Fact.EPOCH, current.epoch().toString(),
                    Fact.PROMOTED_AT, current.since().toString(),
                    Fact.MESSAGE, "Was done before the run broke off: epoch " + current.epoch() + ".");
            int position = runbook.position(Verb.PROMOTE);
            ledger.steps().end(run.id(), position, Verb.PROMOTE.word(), StepStatus.DONE, facts);
        }
    }

    /** Whether taking it back has begun: then there is no other way to go on with it. */
    boolean isTakenBack(EpochState current) {
        return current.epoch().equals(run.epoch().next()) && current.isRollbackOf(run.id());
    }

    /** Whether the epoch is still the one that this move works under. */
    boolean isOf(Ledger ledger, EpochState current) {
        return current.epoch().equals(epochMade(ledger).orElse(run.epoch()));
    }

    /** The epoch that its promotion made, as far as is recorded. */
    Optional<Epoch> epochMade(Ledger ledger) {
        return Optional.ofNullable(records(ledger).read(Verb.PROMOTE).get(Fact.EPOCH))
                .map(number -> new Epoch(Long.parseLong(number)));
    }
}
