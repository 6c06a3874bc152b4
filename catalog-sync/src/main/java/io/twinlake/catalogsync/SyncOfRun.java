package io.twinlake.catalogsync;

import io.twinlake.catalogsync.apply.ApplyWork;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.change.PlannedWork;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.outcome.SyncStopped;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.ReplicaState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of one group, from its plan to its report. */
final class SyncOfRun implements PreparedSync {
    private static final Logger LOG = LoggerFactory.getLogger(SyncOfRun.class);

    /** Outcomes that are stored together. */
    private static final int GROUP = 16;

    private final PlannedWork planned;
    private final Map<ObjectName, Failure> notShared;
    private final ApplyWork apply;
    private final FinishSync finish;
    private final Ledger ledger;
    private final RunId run;
    private final BooleanSupplier goOn;
    private final Map<SecurableKey, ObjectOutcome> outcomes = new ConcurrentHashMap<>();
    private final List<Kept> kept = new CopyOnWriteArrayList<>();

    SyncOfRun(
            PlannedWork planned,
            Map<ObjectName, Failure> notShared,
            ApplyWork apply,
            FinishSync finish,
            Ledger ledger,
            RunId run,
            BooleanSupplier goOn) {
        this.planned = planned;
        this.notShared = Map.copyOf(notShared);
        this.apply = apply;
        this.finish = finish;
        this.ledger = ledger;
        this.run = run;
        this.goOn = goOn;
    }

    @Override
    public Plan plan() {
        return planned.plan();
    }

    @Override
    public int waves() {
        return planned.works().stream()
                .mapToInt(work -> work.change().wave() + 1)
                .max()
                .orElse(0);
    }

    @Override
    public int size(int wave) {
        return writes(wave).size();
    }

    @Override
    public List<ObjectOutcome> applyWave(int wave, int partition, int partitions) {
        List<Work> all = writes(wave);
        List<Work> mine = new ArrayList<>();
        for (int i = partition; i < all.size(); i += partitions) {
            mine.add(all.get(i));
        }
        List<ObjectOutcome> done = new ArrayList<>();
        List<ApplyWork.Applied> unrecorded = new ArrayList<>();
        try {
            for (Work work : mine) {
                if (!goOn.getAsBoolean()) {
                    throw new SyncStopped("run " + run + " was told to stop; the next run goes on from here");
                }
                ApplyWork.Applied applied = apply(work);
                done.add(applied.outcome());
                unrecorded.add(applied);
                if (unrecorded.size() == GROUP) {
                    record(unrecorded);
                }
            }
        } finally {
            record(unrecorded);
        }
        return done;
    }

    private ApplyWork.Applied apply(Work work) {
        Failure failure =
                work.change().kind().holdsRows() ? notShared.get(work.change().object()) : null;
        ApplyWork.Applied applied = failure == null ? apply.apply(work) : apply.refuse(work, failure);
        LOG.info(
                "object run={} wave={} object={} outcome={}",
                run,
                work.change().wave(),
                work.change().object(),
                applied.outcome().outcome());
        return applied;
    }

    private void record(List<ApplyWork.Applied> applied) {
        if (applied.isEmpty()) {
            return;
        }
        ledger.states()
                .record(
                        run,
                        applied.stream().map(ApplyWork.Applied::state).toList(),
                        applied.stream().flatMap(one -> one.known().stream()).toList());
        for (ApplyWork.Applied one : applied) {
            ReplicaState state = one.state();
            outcomes.put(new SecurableKey(state.kind(), state.object()), one.outcome());
            kept.addAll(one.kept());
            if (state.outcome() == Outcome.PRUNED) {
                ledger.states().forget(state.group(), state.kind(), state.object());
            }
        }
        applied.clear();
    }

    private List<Work> writes(int wave) {
        return planned.works().stream()
                .filter(work ->
                        work.change().wave() == wave && work.change().type().writes())
                .toList();
    }

    @Override
    public SyncReport finish() {
        return finish.finish(outcomes, kept);
    }
}
