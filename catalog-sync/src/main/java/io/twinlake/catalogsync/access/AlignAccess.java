package io.twinlake.catalogsync.access;

import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.UnityCatalog.GrantChange;
import io.twinlake.config.group.AccessPolicy;
import io.twinlake.ledger.state.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the direct grants on a replica what they are to be, where both sides know theirs: what is not shown is not taken for absent. A
 * principal that the replica's region does not know goes without, under its name; the others are served.
 */
public final class AlignAccess {
    private final GuardedWorkspace replica;
    private final MissingPrincipals missing;

    public AlignAccess(GuardedWorkspace replica, AccessPolicy policy) {
        this.replica = replica;
        this.missing = new MissingPrincipals(policy, replica.reading().region());
    }

    /**
     * What came of it.
     *
     * @param strangers principals that the replica's region does not know
     * @param kept what they do not get
     */
    public record Aligned(List<Failure> failed, SortedSet<String> strangers, List<Kept> kept) {}

    /**
     * Aligns what differs between what is wanted and what is there now.
     *
     * @throws ClientException where a change may have been made or not
     */
    public Aligned align(Securable wanted, Securable now) {
        Aligned aligned = new Aligned(new ArrayList<>(), new TreeSet<>(), new ArrayList<>());
        SortedMap<String, SortedSet<String>> to = wanted.access().grants();
        SortedMap<String, SortedSet<String>> from = now.access().grants();
        if (to == null || from == null) {
            return aligned;
        }
        List<GrantChange> changes = changes(to, from);
        if (!changes.isEmpty()) {
            grant(wanted, changes, aligned);
        }
        return aligned;
    }

    /**
     * Takes away what is granted now and is not wanted, and gives nothing: it goes before whoever holds it could read something new.
     *
     * @throws ClientException where one of them is refused, and then none is taken away, or may have been made or not
     */
    public void withdraw(Securable wanted, Securable now) {
        SortedMap<String, SortedSet<String>> to = wanted.access().grants();
        SortedMap<String, SortedSet<String>> from = now.access().grants();
        if (to == null || from == null) {
            return;
        }
        List<GrantChange> removals = changes(to, from).stream()
                .filter(change -> !change.remove().isEmpty())
                .map(change -> new GrantChange(change.principal(), List.of(), change.remove()))
                .toList();
        if (!removals.isEmpty()) {
            replica.changeGrants(wanted.kind(), wanted.name(), removals);
        }
    }

    /** All at once, and one by one only if that is refused: then each refusal has its principal's name. */
    private void grant(Securable wanted, List<GrantChange> changes, Aligned aligned) {
        try {
            replica.changeGrants(wanted.kind(), wanted.name(), changes);
        } catch (ClientException together) {
            throwUnknown(together);
            changes.forEach(change -> attempt(wanted, change, aligned));
        }
    }

    private void attempt(Securable wanted, GrantChange change, Aligned aligned) {
        try {
            replica.changeGrants(wanted.kind(), wanted.name(), List.of(change));
        } catch (ClientException refused) {
            throwUnknown(refused);
            String principal = change.principal();
            boolean stranger = !change.add().isEmpty() && refused.isOfMissingPrincipal();
            if (stranger) {
                aligned.strangers().add(principal);
            }
            if (stranger && missing.keep(refused)) {
                aligned.kept().add(Kept.grants(wanted.key(), change.add(), principal, missing.reason(principal)));
                return;
            }
            List<GrantChange> parts = parts(change);
            if (parts.size() > 1 && !stranger) {
                // Some privileges ask more of who grants them than others.
                parts.forEach(part -> attempt(wanted, part, aligned));
                return;
            }
            Failure failure = Failures.of(refused);
            aligned.failed()
                    .add(new Failure(
                            failure.category(),
                            "grants to " + principal + " on " + wanted.key() + " could not be changed (" + asked(change)
                                    + "): " + failure.message(),
                            next(refused)));
        }
    }

    private static List<GrantChange> parts(GrantChange change) {
        return Stream.concat(
                        change.remove().stream()
                                .map(privilege -> new GrantChange(change.principal(), List.of(), List.of(privilege))),
                        change.add().stream()
                                .map(privilege -> new GrantChange(change.principal(), List.of(privilege), List.of())))
                .toList();
    }

    private static String asked(GrantChange change) {
        return Stream.of(Map.entry("add ", change.add()), Map.entry("remove ", change.remove()))
                .filter(part -> !part.getValue().isEmpty())
                .map(part -> part.getKey() + String.join(", ", part.getValue()))
                .collect(Collectors.joining("; "));
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

    /** What helps where a principal could not be given something. */
    static String next(ClientException refused) {
        return maybeUnknown(refused)
                ? MissingPrincipals.CREATE_OR_MAP
                : Failures.of(refused).next();
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
