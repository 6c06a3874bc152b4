package io.twinlake.catalogsync.access;

import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.UnityCatalog.GrantChange;
import io.twinlake.ledger.state.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Makes the direct grants on a replica what they are to be, where both sides know theirs: what is not shown is not taken for absent. A
 * principal that the replica's region does not know fails under its name; the others are served.
 */
public final class AlignAccess {
    private static final String CREATE_OR_MAP =
            "Create the principal in that region or add a principal mapping to the group, then sync again.";

    private final GuardedWorkspace replica;

    public AlignAccess(GuardedWorkspace replica) {
        this.replica = replica;
    }

    /**
     * Aligns what differs between what is wanted and what is there now; answers with what was refused.
     *
     * @throws ClientException where a change may have been made or not
     */
    public List<Failure> align(Securable wanted, Securable now) {
        List<Failure> failures = new ArrayList<>();
        SortedMap<String, SortedSet<String>> to = wanted.access().grants();
        SortedMap<String, SortedSet<String>> from = now.access().grants();
        if (to == null || from == null) {
            return failures;
        }
        List<GrantChange> changes = changes(to, from);
        if (!changes.isEmpty()) {
            grant(wanted, changes, failures);
        }
        return failures;
    }

    /** All at once, and one by one only if that is refused: then each refusal has its principal's name. */
    private void grant(Securable wanted, List<GrantChange> changes, List<Failure> failures) {
        try {
            replica.changeGrants(wanted.kind(), wanted.name(), changes);
        } catch (ClientException together) {
            throwUnknown(together);
            for (GrantChange change : changes) {
                attempt(
                        failures,
                        "grants to " + change.principal() + " on " + wanted.key() + " could not be changed",
                        () -> replica.changeGrants(wanted.kind(), wanted.name(), List.of(change)));
            }
        }
    }

    private static List<GrantChange> changes(
            SortedMap<String, SortedSet<String>> wanted, SortedMap<String, SortedSet<String>> now) {
        SortedSet<String> principals = new TreeSet<>(wanted.keySet());
        principals.addAll(now.keySet());
        List<GrantChange> changes = new ArrayList<>();
        for (String principal : principals) {
            SortedSet<String> to = wanted.getOrDefault(principal, new TreeSet<>());
            SortedSet<String> from = now.getOrDefault(principal, new TreeSet<>());
            List<String> add =
                    to.stream().filter(privilege -> !from.contains(privilege)).toList();
            List<String> remove =
                    from.stream().filter(privilege -> !to.contains(privilege)).toList();
            if (!add.isEmpty() || !remove.isEmpty()) {
                changes.add(new GrantChange(principal, add, remove));
            }
        }
        return changes;
    }

    private static void attempt(List<Failure> failures, String what, Runnable write) {
        try {
            write.run();
        } catch (ClientException refused) {
            throwUnknown(refused);
            Failure failure = Failures.of(refused);
            failures.add(new Failure(failure.category(), what + ": " + failure.message(), next(refused)));
        }
    }

    /** What helps where a principal could not be given something. */
    static String next(ClientException refused) {
        return maybeUnknown(refused) ? CREATE_OR_MAP : Failures.of(refused).next();
    }

    private static void throwUnknown(ClientException failure) {
        if (failure.effect() == Effect.UNKNOWN) {
            throw failure;
        }
    }

    private static boolean maybeUnknown(ClientException refused) {
        return refused.category() == FailureCategory.NOT_FOUND || refused.category() == FailureCategory.INVALID;
    }
}
