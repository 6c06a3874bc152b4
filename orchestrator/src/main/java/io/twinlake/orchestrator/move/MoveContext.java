package io.twinlake.orchestrator.move;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.Epochs;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.Run;
import io.twinlake.orchestrator.batch.RunControl;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.Verb;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** One move as its steps see it. Thread safe: steps may run beside each other. */
public final class MoveContext {
    /** How long a forced move asks a region that may be dead, and for whatever is that region's. */
    public static final Duration DEAD_OR_ALIVE_WITHIN = Duration.ofSeconds(2);

    private final Run run;
    private final MoveRequest request;
    private final Ledger ledger;
    private final RunControl control;
    private final Runnable lease;
    private final Notebook notebook;
    private Epoch epoch;
    private boolean promoted;

    /**
     * @param ledger as this run may write it
     * @param epoch the one that the run may write under: its own, or the one that its promotion or its rollback made
     * @param lease throws when the move's lease is lost
     */
    public MoveContext(
            Run run,
            MoveRequest request,
            Ledger ledger,
            Epoch epoch,
            RunControl control,
            Runnable lease,
            Notebook notebook) {
        this.run = run;
        this.request = request;
        this.ledger = ledger;
        this.epoch = epoch;
        this.control = control;
        this.lease = lease;
        this.notebook = notebook;
        this.promoted = ledger.hasPromoted(run);
    }

    /** What the steps of one run leave for each other. */
    public interface Notebook {
        /** For a dry run, whose steps leave nothing. */
        Notebook EMPTY = new Notebook() {
            @Override
            public Map<String, String> read(Verb verb) {
                return Map.of();
            }

            @Override
            public void write(Verb verb, Map<String, String> facts) {
                throw new IllegalStateException("a dry run was about to write");
            }
        };

        Map<String, String> read(Verb verb);

        void write(Verb verb, Map<String, String> facts);
    }

    /** Where this run reads the epoch and promotes: the witness, unless the operator goes on without it. */
    public Epochs epochs() {
        return isForced() ? ledger.epochs().forced() : ledger.epochs();
    }

    /** The ledger as this run may write it. */
    public Ledger ledger() {
        return ledger;
    }

    public Run run() {
        return run;
    }

    public RunId id() {
        return run.id();
    }

    public FailoverGroup group() {
        return request.group();
    }

    public Runbook runbook() {
        return request.runbook();
    }

    public MoveParameters parameters() {
        return request.parameters();
    }

    /** The region that served when the move began. */
    public RegionName from() {
        return run.direction().source();
    }

    /** The region that shall serve. */
    public RegionName to() {
        return run.direction().replica();
    }

    /** Whether the old primary may be dead. */
    public boolean isForced() {
        return request.isForced();
    }

    public RunControl control() {
        return control;
    }

    /** What a step of this run has left, in any of its attempts; empty if it was not begun. */
    public Map<String, String> facts(Verb verb) {
        return notebook.read(verb);
    }

    /** Keeps facts of a step that is at work, durably: what a later attempt or the report must know even if this one is killed. */
    public void note(Verb verb, Map<String, String> facts) {
        notebook.write(verb, facts);
    }

    /** Called before a step begins: ends the run where its lease is lost or it was told to stop. */
    public void requireHeld() {
        lease.run();
    }

    /** Called right before each write: ends the step where this run may write no more. Waits while the run promotes. */
    public synchronized void guard() {
        lease.run();
        epochs().require(group().name(), epoch);
    }

    /** Whether this run still holds the move's lease and was not told to stop. */
    public boolean goesOn() {
        return control.goesOn();
    }

    /** Whether this run has promoted, in this process or in one before it. */
    public synchronized boolean isPromoted() {
        return promoted;
    }

    public synchronized Epoch epoch() {
        return epoch;
    }

    /** Promotes; from then on this run writes under the new epoch, also in steps that began before. */
    public synchronized Epoch promote(Supplier<Epoch> promotion) {
        lease.run();
        epoch = promotion.get();
        promoted = true;
        return epoch;
    }
}
