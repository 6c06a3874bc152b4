package io.twinlake.catalogsync.data;

import io.twinlake.catalogsync.outcome.SyncStopped;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Clones;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies one table by DEEP CLONE at a pinned version, once per run: a run taken up again waits for the statement that it had already
 * handed in.
 */
public final class CloneTable {
    private static final Logger LOG = LoggerFactory.getLogger(CloneTable.class);
    private static final Set<String> GOING_ON = Set.of("PENDING", "RUNNING");

    /** It succeeded, and its result is no longer kept. */
    private static final String CLOSED = "CLOSED";

    /** Between two looks at whether we are to stop. */
    private static final Duration SLICE = Duration.ofSeconds(20);

    private final GuardedWorkspace replica;
    private final Clones clones;
    private final GroupName group;
    private final RunId run;
    private final UnaryOperator<ObjectName> mounted;
    private final BooleanSupplier goOn;

    /** @param mounted tells where the replica's region sees a table of the source */
    public CloneTable(
            GuardedWorkspace replica,
            Clones clones,
            GroupName group,
            RunId run,
            UnaryOperator<ObjectName> mounted,
            BooleanSupplier goOn) {
        this.replica = replica;
        this.clones = clones;
        this.group = group;
        this.run = run;
        this.mounted = mounted;
        this.goOn = goOn;
    }

    /**
     * Makes sure that the replica holds the pinned version.
     *
     * @param onto what the clone is made onto
     * @param lookAgain stops a clone onto what somebody else wrote to while an earlier statement was waited for
     * @return the clone of that version, done but for the replica's version, which later commits of ours may still move
     */
    public CloneRecord ensureCloned(Securable wanted, DeltaVersion version, CloneTarget onto, Runnable lookAgain) {
        Optional<CloneRecord> begun = clones.find(run, group, wanted.name());
        boolean inFlight = begun.isPresent() && begun.get().state() == CloneRecord.State.SUBMITTED;
        Optional<CloneRecord> done = (inFlight ? takeUp(begun.get()) : begun)
                .filter(clone -> clone.state() == CloneRecord.State.DONE)
                .filter(clone -> holds(clone, wanted, version));
        if (done.isPresent()) {
            return done.get();
        }
        if (inFlight) {
            lookAgain.run();
        }
        return cloneNow(wanted, version, onto);
    }

    /** The source may have moved on, or its table may be another one, since the earlier part of the run pinned it. */
    private static boolean holds(CloneRecord clone, Securable wanted, DeltaVersion version) {
        return clone.source().version() == version.version()
                && clone.source().tableId().equals(wanted.id());
    }

    /** Empty if the statement is gone or failed: then it is handed in anew, which copies only what is missing. */
    private Optional<CloneRecord> takeUp(CloneRecord begun) {
        String id = begun.statementId();
        if (id == null) {
            return Optional.empty();
        }
        LOG.info("clone taken up again run={} object={} statement={}", run, begun.object(), id);
        try {
            return Optional.of(done(begun, await(new StatementId(id))));
        } catch (ClientException failure) {
            if (mayRunOn(failure)) {
                throw failure;
            }
            LOG.info("clone begins anew run={} object={} reason={}", run, begun.object(), failure.getMessage());
            return Optional.empty();
        }
    }

    private CloneRecord cloneNow(Securable wanted, DeltaVersion version, CloneTarget onto) {
        CloneRecord intended = new CloneRecord(
                run,
                group,
                wanted.name(),
                new CloneRecord.Source(wanted.id(), version.version(), version.committedAt()),
                onto.exists() && clonedBefore(wanted) ? CloneRecord.Mode.INCREMENTAL : CloneRecord.Mode.FULL,
                null,
                CloneRecord.Copy.UNKNOWN,
                CloneRecord.State.INTENDED);
        clones.put(intended);
        CloneRecord submitted =
                submit(intended, CloneStatement.sql(mounted.apply(wanted.name()), wanted, version.version(), onto));
        try {
            return done(submitted, await(new StatementId(Objects.requireNonNull(submitted.statementId()))));
        } catch (ClientException failure) {
            if (!mayRunOn(failure)) {
                // Without its statement: there is nothing to take up again.
                clones.put(intended.failed());
            }
            throw failure;
        }
    }

    /** Another source's files do not help: the first clone of a direction copies everything. */
    private boolean clonedBefore(Securable wanted) {
        return clones.cloned(group, wanted.name(), wanted.id());
    }

    private CloneRecord submit(CloneRecord intended, String sql) {
        try {
            StatementId id = replica.submit(sql);
            CloneRecord submitted = intended.submitted(id.value());
            clones.put(submitted);
            LOG.info(
                    "clone begins run={} object={} version={}",
                    run,
                    intended.object(),
                    intended.source().version());
            return submitted;
        } catch (ClientException failure) {
            if (failure.effect() == Effect.NONE) {
                clones.put(intended.failed());
            }
            throw failure;
        }
    }

    /** A clone of ours that turned out to be there already: its statement was handed in and its answer was lost. */
    public CloneRecord found(Securable wanted) {
        CloneRecord begun = clones.find(run, group, wanted.name()).orElseThrow();
        CloneRecord done = begun.became(CloneRecord.Copy.UNKNOWN);
        clones.put(done);
        return done;
    }

    /**
     * Whether the statement may not have ended: a second one must not run beside it. The platform knows each statement that runs, so one that
     * it does not know has ended, however it did.
     */
    private static boolean mayRunOn(ClientException failure) {
        boolean ended = failure.category() == FailureCategory.NOT_FOUND || CLOSED.equals(failure.platformCode());
        return failure.effect() == Effect.UNKNOWN && !ended;
    }

    /** Waits in slices, however long the platform takes: only the platform ends a clone. */
    private StatementResult await(StatementId id) {
        while (true) {
            try {
                return replica.reading().statements().await(id, SLICE);
            } catch (ClientException slow) {
                boolean running = slow.category() == FailureCategory.TIMEOUT
                        && slow.platformCode() != null
                        && GOING_ON.contains(slow.platformCode());
                if (!running) {
                    throw slow;
                }
                if (!goOn.getAsBoolean()) {
                    throw new SyncStopped("stopped while statement " + id + " runs on; the next run waits for it");
                }
            }
        }
    }

    private CloneRecord done(CloneRecord submitted, StatementResult result) {
        CloneRecord done = submitted.became(
                new CloneRecord.Copy(null, metric(result, "num_copied_files"), metric(result, "copied_files_size")));
        clones.put(done);
        return done;
    }

    /** Notes the replica's version once no more commits of ours follow. */
    public void pair(CloneRecord done, long replicaVersion) {
        clones.put(done.became(done.copy().at(replicaVersion)));
    }

    private static @Nullable Long metric(StatementResult result, String column) {
        if (result.rows().isEmpty() || !result.columns().contains(column)) {
            return null;
        }
        String value = result.value(0, column);
        return value == null ? null : Long.valueOf(value);
    }
}
