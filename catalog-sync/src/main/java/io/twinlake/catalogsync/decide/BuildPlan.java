package io.twinlake.catalogsync.decide;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.change.PlannedWork;
import io.twinlake.catalogsync.change.UnwrittenOutcome;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.mapping.MapToReplica;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.outcome.Healed;
import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.outcome.Remarks;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.config.group.ScopedCatalog;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes the plan of a situation: one piece of work for every object of the source in scope, and for every replica to be removed. */
public final class BuildPlan {
    private static final Comparator<Work> ORDER =
            Comparator.comparingInt((Work work) -> work.change().wave()).thenComparing(Work::key);

    private final Situation situation;
    private final Dependencies dependencies;

    public BuildPlan(Situation situation) {
        this.situation = situation;
        this.dependencies = new Dependencies(situation.group(), situation.source());
    }

    public PlannedWork build() {
        DecideChange decide = new DecideChange(situation, dependencies);
        List<Work> works = new ArrayList<>();
        for (Securable source : situation.source().securables().values()) {
            works.add(decide.decide(source));
        }
        for (Map.Entry<SecurableKey, Failure> failed :
                situation.source().failures().entrySet()) {
            works.add(unread(failed.getKey(), leavesAlone(failed.getKey(), failed.getValue())));
        }
        works.addAll(missingCatalogs());
        int last = works.stream().mapToInt(work -> work.change().wave()).max().orElse(0);
        works.addAll(new DecidePrune(situation).decide(last + 1));
        works.sort(ORDER);
        List<String> warnings = new ArrayList<>(dependencies.warnings());
        warnings.addAll(adoptions(works));
        Plan plan = Plan.of(
                situation.group().name(),
                situation.direction(),
                situation.standing().epoch(),
                works.stream().map(Work::change).toList(),
                (int) works.stream().filter(BuildPlan::isUnread).count(),
                new Remarks(warnings, kept(works), situation.unknown(), situation.notListed(), healed(works)));
        return new PlannedWork(plan, works, situation);
    }

    private static List<Healed> healed(List<Work> works) {
        return works.stream()
                .flatMap(work -> work.change().healed().stream()
                        .map(field -> new Healed(work.key(), field.name(), field.source(), field.replica())))
                .toList();
    }

    private List<Kept> kept(List<Work> works) {
        MapToReplica map = situation.mapping();
        List<Kept> kept = new ArrayList<>();
        for (Work work : works) {
            if (work.source() != null && work.wanted() != null) {
                Optional<Kept> taken = taken(work);
                map.keptOwner(work.source(), taken.isPresent() ? Optional.empty() : Optional.ofNullable(work.replica()))
                        .or(() -> taken)
                        .ifPresent(kept::add);
                kept.addAll(map.keptGrants(work.source()));
                kept.addAll(map.keptKeys(work.source()));
            }
        }
        return kept;
    }

    /** A view of somebody else's is taken to be replaced; who owned it, only the answer of that run tells. */
    private Optional<Kept> taken(Work work) {
        Securable replica = work.replica();
        if (replica == null
                || replica.kind() != SecurableKind.VIEW
                || work.change().type() != ChangeType.REPLACE) {
            return Optional.empty();
        }
        String owner = replica.access().owner();
        return owner == null || situation.replica().principal().is(owner)
                ? Optional.empty()
                : Optional.of(new Kept(
                        work.key(),
                        "owner " + owner,
                        "Only its owner may change a view, so Twinlake takes it; a metastore admin can give it back."));
    }

    /** What stands in the way is no decision but a failure, as a sync would call it. */
    private static boolean isUnread(Work work) {
        return UnwrittenOutcome.outcome(work).outcome() == Outcome.FAILED;
    }

    /** What is taken, and what was to be taken and is not: both are a person's order. */
    private List<String> adoptions(List<Work> works) {
        Ownership ownership = new Ownership(situation);
        Set<ObjectName> missed = new TreeSet<>(situation.adoption().objects());
        List<String> adoptions = new ArrayList<>();
        for (Work work : works) {
            if (work.wanted() != null && work.replica() != null && ownership.adopts(work.replica())) {
                missed.remove(work.change().object());
                adoptions.add(work.key() + " at the replica is taken over as it stands, and is Twinlake's from now on");
            }
        }
        missed.forEach(
                object -> adoptions.add(
                        object
                                + " is not adopted: it is paired already, does not exist on both sides, or is blocked for another reason"));
        return adoptions;
    }

    /** A failed listing hides objects that the ledger knows: how many, so that nobody takes them for gone. */
    private Failure leavesAlone(SecurableKey key, Failure failure) {
        long known = situation.remembered().states().keySet().stream()
                .filter(state -> state.standsIn(key))
                .count();
        return known == 0
                ? failure
                : new Failure(
                        failure.category(),
                        "what " + key + " contains is not known, so " + known + " of its objects stay as they are: "
                                + failure.message(),
                        failure.next());
    }

    private Work unread(SecurableKey key, Failure failure) {
        Change change = new Change(key.kind(), key.name(), ChangeType.BLOCKED, 0, failure.message(), List.of());
        return new Work(
                change, null, null, situation.replica().find(key).orElse(null), situation.state(key), null, failure);
    }

    /** A catalog that the configuration names and the source does not show is never taken for an empty one. */
    private List<Work> missingCatalogs() {
        List<Work> missing = new ArrayList<>();
        for (ScopedCatalog catalog : situation.group().catalogs()) {
            SecurableKey key = new SecurableKey(
                    SecurableKind.CATALOG, ObjectName.of(catalog.name().toLowerCase(Locale.ROOT)));
            if (situation.source().find(key).isEmpty()
                    && !situation.source().failures().containsKey(key)) {
                missing.add(unread(
                        key,
                        Failures.notFound(
                                key + " of group " + situation.group().name() + " does not exist in region "
                                        + situation.direction().source() + ", or Twinlake may not see it",
                                "Correct the group's catalogs, or grant Twinlake's principal USE CATALOG on it.")));
            }
        }
        return missing;
    }
}
