package io.twinlake.orchestrator.command;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.ledger.run.Run;
import io.twinlake.orchestrator.cli.Invocation;
import io.twinlake.orchestrator.sync.SyncListener;
import java.io.PrintStream;
import java.util.List;

/** Shows on a terminal how far a sync is, on one line of standard error; says nothing where there is no terminal. */
final class SyncProgress implements SyncListener, AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Invocation invocation;
    private final PrintStream err;
    private final boolean shown;
    private int toDo;
    private int done;

    private SyncProgress(Invocation invocation) {
        this.invocation = invocation;
        this.err = invocation.caller().err();
        this.shown = invocation.caller().terminal();
    }

    static SyncProgress on(Invocation invocation) {
        return new SyncProgress(invocation);
    }

    @Override
    public synchronized void began(Run run, boolean resumed) {
        if (resumed) {
            invocation.note("Goes on with run " + run.id() + ", which was interrupted.");
        }
        show("run " + run.id() + ": reads both regions");
    }

    @Override
    public synchronized void planned(Plan plan) {
        toDo = (int) plan.changes().stream()
                .map(Change::type)
                .filter(type -> type.writes())
                .count();
        plan.firstClones().sentence().ifPresent(sentence -> {
            show("");
            invocation.note(sentence);
        });
        show(toDo + " objects to write");
    }

    @Override
    public synchronized void applied(int wave, List<ObjectOutcome> outcomes) {
        done += outcomes.size();
        show("wave " + wave + ": " + done + " of " + toDo + " objects");
    }

    private void show(String text) {
        if (shown) {
            err.print(CLEAR_LINE + text);
            err.flush();
        }
    }

    @Override
    public void close() {
        show("");
    }
}
