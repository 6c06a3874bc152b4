package io.twinlake.orchestrator.installation;

import io.twinlake.orchestrator.cli.Invocation;

/** The way to the ledger: opened by this process, or already open in it. */
public interface LedgerAccess {
    /** Does a command's work on the ledger, here or in the process that owns it, and returns its exit code. */
    int with(Invocation invocation, Work work);

    /** Does the work in this process, which owns the ledger meanwhile; refused while another one owns it. */
    int owning(Invocation invocation, Work work);

    /** What a command does once the ledger is open. */
    @FunctionalInterface
    interface Work {
        int on(Installation installation);
    }
}
