package io.twinlake.orchestrator.command.shared;

import io.twinlake.orchestrator.cli.ExitCode;
import io.twinlake.orchestrator.cli.Invocation;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.installation.LedgerAccess;
import java.util.function.Function;

/** What every command is given: how it was typed, and the way to the ledger. */
public record Context(Invocation invocation, LedgerAccess ledgers) {
    /** Does a command's work on the ledger and returns its exit code. */
    public int onLedger(Function<Installation, ExitCode> work) {
        return ledgers.with(invocation, installation -> work.apply(installation).number());
    }

    /** The group that the command names, or the configuration's only one. */
    public ProtectedGroup group(Installation installation) {
        return installation.group(invocation.group(installation.config()));
    }

    /** The same for a command that only looks: where it is not known which region serves, whoever reads what it finds is told that. */
    public ProtectedGroup groupToLookAt(Installation installation) {
        ProtectedGroup group = group(installation);
        group.standing().state().doubt().ifPresent(doubt -> invocation.note(doubt.sentence() + " " + doubt.next()));
        return group;
    }

    /** The same for work that changes nothing but what the ledger itself notes of it. */
    public int readingLedger(Function<Installation, ExitCode> work) {
        return onLedger(installation -> work.apply(installation.onlyReading()));
    }
}
