package io.twinlake.catalogsync.parity;

import io.twinlake.catalogsync.inventory.Inventory;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.group.ScopedCatalog;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.state.Failure;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compares a whole group: every object of the source in scope has one state, and what only the replica has is listed beside them. */
public final class VerifyParity {
    private final Situation situation;
    private final CompareDefinition definitions;
    private final CompareRows rows;
    private final CompareAnswers answers;
    private final Clock clock;

    public VerifyParity(Situation situation, Workspace source, Workspace replica, Clock clock) {
        this.situation = situation;
        this.definitions = new CompareDefinition(situation);
        this.rows = new CompareRows(situation, source, replica);
        this.answers = new CompareAnswers(situation, source, replica);
        this.clock = clock;
    }

    public ParityReport verify(Tier tier) {
        return report(tier, key -> true);
    }

    /** Of one name alone, which objects of several kinds may have; empty where neither side has it and nothing is known of it. */
    public ParityReport verify(Tier tier, ObjectName name) {
        String asked = name.toString();
        return report(tier, key -> key.name().toString().equalsIgnoreCase(asked));
    }

    private ParityReport report(Tier tier, Predicate<SecurableKey> asked) {
        List<ObjectParity> objects = objects(tier, asked);
        return new ParityReport(
                tier,
                situation.direction(),
                clock.instant(),
                objects,
                situation.notListed(),
                tier == Tier.CHECKSUMS ? answers.compare(objects) : ParityReport.Answers.NONE);
    }

    private List<ObjectParity> objects(Tier tier, Predicate<SecurableKey> asked) {
        Inventory source = situation.source();
        List<ObjectParity> objects =
                new ArrayList<>(new Concurrently(situation.group().sync().concurrency())
                        .map(
                                source.securables().values().stream()
                                        .filter(securable -> asked.test(securable.key()))
                                        .toList(),
                                securable -> verify(securable, tier)));
        source.failures().forEach((key, failure) -> objects.add(parity(key, ParityState.FAILED, failure.message())));
        source.excluded()
                .forEach(key -> objects.add(parity(
                        key, ParityState.EXCLUDED, "left out by the group's patterns, or set aside by Twinlake")));
        objects.addAll(missingCatalogs());
        objects.addAll(unlisted());
        situation.replica().securables().values().stream()
                .filter(replica -> source.find(replica.key()).isEmpty()
                        && !source.failures().containsKey(replica.key()))
                .forEach(replica -> objects.add(atReplicaOnly(replica)));
        objects.removeIf(object -> !asked.test(new SecurableKey(object.kind(), object.object())));
        objects.sort(Comparator.comparing(ObjectParity::object).thenComparing(ObjectParity::kind));
        return objects;
    }

    private ObjectParity verify(Securable source, Tier tier) {
        Finding finding = definitions.compare(source);
        if (tier == Tier.METADATA || finding.rows() == null || finding.replica() == null) {
            return parity(source.key(), finding, finding.state(), finding.reason());
        }
        try {
            return judged(source.key(), finding, rows.compare(finding.rows(), finding.replica(), tier));
        } catch (ClientException failure) {
            return parity(source.key(), ParityState.FAILED, "rows could not be compared: " + failure.getMessage());
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            String message = Failures.unreadable(unreadable).message();
            return parity(source.key(), ParityState.FAILED, "rows could not be compared: " + message);
        }
    }

    private static ObjectParity judged(SecurableKey key, Finding finding, ComparedRows rows) {
        if (rows instanceof ComparedRows.Different different) {
            return parity(key, finding, ParityState.DRIFTED, joined(finding, different.how()));
        }
        if (rows instanceof ComparedRows.Unreadable unreadable) {
            return unreadable.isNewest()
                    ? parity(key, ParityState.FAILED, missing(key, unreadable))
                    : parity(key, finding, finding.state(), joined(finding, noLongerThere(unreadable)));
        }
        return parity(key, finding, finding.state(), finding.reason());
    }

    /** What was replicated then is no longer there to be compared: it says nothing of the replica. */
    private static String noLongerThere(ComparedRows.Unreadable rows) {
        return "the rows of version " + rows.version() + " can no longer be read in " + rows.region()
                + ", so the replica's are not proven: " + rows.why();
    }

    /** Readers of the table meet it as well. */
    private static String missing(SecurableKey key, ComparedRows.Unreadable rows) {
        Failure missing = Failures.missingFiles(key, rows.version(), rows.region(), rows.why());
        return "rows could not be compared: " + missing.message() + ". " + missing.next();
    }

    private static String joined(Finding finding, String text) {
        return finding.reason() == null ? text : text + "; " + finding.reason();
    }

    private List<ObjectParity> missingCatalogs() {
        return situation.group().catalogs().stream()
                .map(ScopedCatalog::name)
                .map(name -> new SecurableKey(SecurableKind.CATALOG, ObjectName.of(name.toLowerCase(Locale.ROOT))))
                .filter(key -> situation.source().find(key).isEmpty()
                        && !situation.source().failures().containsKey(key))
                .map(key -> parity(
                        key,
                        ParityState.FAILED,
                        "does not exist in region " + situation.direction().source() + ", or may not be seen"))
                .toList();
    }

    /** What the ledger knows and neither side shows, because a listing failed or may leave it out: it stays in the denominator. */
    private List<ObjectParity> unlisted() {
        Inventory source = situation.source();
        List<ObjectParity> unlisted = new ArrayList<>();
        for (SecurableKey key : situation.remembered().states().keySet()) {
            boolean elsewhere = source.find(key).isPresent()
                    || source.failures().containsKey(key)
                    || source.excluded().contains(key)
                    || situation.replica().find(key).isPresent();
            if (!elsewhere) {
                notListed(key).ifPresent(unlisted::add);
            }
        }
        return unlisted;
    }

    /** What the source does not show, unless that means that it is not there. */
    private Optional<ObjectParity> notListed(SecurableKey key) {
        Optional<String> why = situation.source().whyUnknown(key).map(Failure::message);
        if (why.isEmpty()
                && key.kind() != SecurableKind.CATALOG
                && !situation.source().showsAllBeside(key)) {
            why = Optional.of(Hidden.list(key, situation.direction().source()));
        }
        return why.map(reason -> parity(key, ParityState.UNKNOWN, "not listed at the source: " + reason));
    }

    private ObjectParity atReplicaOnly(Securable replica) {
        if (situation.replica().isSetAside(replica)) {
            return parity(replica.key(), ParityState.EXCLUDED, "set aside by Twinlake");
        }
        if (new Ownership(situation).madeByThePlatform(replica)) {
            return parity(replica.key(), ParityState.EXCLUDED, "made by the platform with its catalog");
        }
        if (replica.kind().isListedOnly()) {
            return parity(replica.key(), ParityState.EXCLUDED, "only at the replica, and never replicated");
        }
        return notListed(replica.key())
                .orElseGet(() -> parity(replica.key(), ParityState.EXTRA, "only at the replica"));
    }

    private static ObjectParity parity(SecurableKey key, Finding finding, ParityState state, @Nullable String reason) {
        return new ObjectParity(key.name(), key.kind(), state, reason, finding.differs());
    }

    private static ObjectParity parity(SecurableKey key, ParityState state, @Nullable String reason) {
        return new ObjectParity(key.name(), key.kind(), state, reason);
    }
}
