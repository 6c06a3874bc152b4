package io.twinlake.orchestrator.export;

import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.access.Secret;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.orchestrator.lease.Actor;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What may begin on a ledger that never synced a group. Another ledger may know who serves and which replicas are ours, and its copies would
 * tell: where one is, or a place cannot say that it has none, a person decides. A configuration without a key for copies makes none and
 * asks for none.
 */
public final class NewLedger {
    private static final String RESTORE = "Run `twinlake ledger restore`.";
    private static final String SYNC_ANYWAY =
            " Only where the group is to begin anew, without what was known of it: `twinlake sync --new-ledger --reason TEXT`.";
    private static final String REBUILD_ANYWAY =
            " Only where no copy can be restored: `twinlake ledger rebuild --new-ledger --reason TEXT`.";

    private static final Set<RunKind> MOVES = EnumSet.of(RunKind.FAILOVER, RunKind.FAILBACK);
    /** So many runs are looked at; a group that was moved has been synced, or is soon. */
    private static final int LATEST = 100;

    private final TwinlakeConfig config;
    private final Ledger ledger;

    public NewLedger(TwinlakeConfig config, Ledger ledger) {
        this.config = config;
        this.ledger = ledger;
    }

    /** Whether this ledger never synced a group and knows no replica of it. */
    public boolean isNewTo(GroupName group) {
        return ledger.runs().latest(group, RunKind.SYNC).isEmpty()
                && ledger.states().all(group).isEmpty();
    }

    /**
     * Whether a copy of this ledger could give anything of the group back: it has synced it, knows a replica of it, or has moved it. One
     * that refused all that was typed could not, and is no newer than the one in whose place it was begun.
     */
    public boolean hasBegun(GroupName group) {
        return !isNewTo(group)
                || ledger.runs().history(List.of(group), LATEST).stream()
                        .anyMatch(run -> MOVES.contains(run.kind()) && run.result() != RunResult.FAILED);
    }

    /**
     * Asks every place before the first sync of a group.
     *
     * @throws NewLedgerRefused where a copy of another ledger tells of the group, cannot be read, or a place does not answer
     */
    public void requireNoOther(FailoverGroup group) {
        requireNoOther(group, SYNC_ANYWAY);
    }

    /** The same before this ledger is rebuilt from what the regions tell: a copy tells more. */
    public void requireNoCopy(FailoverGroup group) {
        requireNoOther(group, REBUILD_ANYWAY);
    }

    private void requireNoOther(FailoverGroup group, String anyway) {
        if (isNewTo(group.name())) {
            config.exportKey().ifPresent(key -> ask(group.name(), key, anyway));
        }
    }

    /** @throws NewLedgerRefused where the first sync of a group is still to be made, by a person */
    public void requireBegun(FailoverGroup group) {
        if (isNewTo(group.name())) {
            throw new NewLedgerRefused(
                    "The schedule of group " + group.name()
                            + " waits: this ledger has never synced it, so it may be a new one in the place of another.",
                    "Run `twinlake sync --group " + group.name() + "` once: the schedule goes on from there.");
        }
    }

    /** Lets a group begin anew on this ledger, as the audit trail records; nothing where it has begun. */
    public void declare(FailoverGroup group, String reason) {
        if (isNewTo(group.name())) {
            ledger.audit()
                    .append(
                            Actor.ofThisProcess(),
                            "ledger declared new",
                            Map.of("group", group.name().value(), "reason", reason));
        }
    }

    private void ask(GroupName group, Secret key, String anyway) {
        FoundExports found = FoundExports.ask(config, key);
        List<String> others = found.ledgersOf(group).stream()
                .filter(other -> !other.equals(ledger.identity()))
                .toList();
        if (!others.isEmpty()) {
            throw new NewLedgerRefused(
                    "This ledger has never synced group " + group + ", and copies of another one that has are in "
                            + found.answered() + ": " + String.join(", ", others) + ".",
                    RESTORE + anyway);
        }
        if (!found.problems().isEmpty()) {
            throw new NewLedgerRefused(
                    "This ledger has never synced group " + group
                            + ", and whether copies of another one exist is not known: "
                            + found.problems() + ".",
                    "See that these places answer, then run the command again." + anyway);
        }
    }
}
