package io.twinlake.catalogsync.parity;

import io.twinlake.catalogsync.access.LeftBehind;
import io.twinlake.catalogsync.change.Differences;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.mapping.MapToReplica;
import io.twinlake.catalogsync.mapping.Mapped;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.config.group.AccessPolicy;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.ReplicaState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares one object's definition, access and versions with its replica's. */
final class CompareDefinition {
    private final Situation situation;
    private final MapToReplica map;

    CompareDefinition(Situation situation) {
        this.situation = situation;
        this.map = situation.mapping();
    }

    Finding compare(Securable source) {
        if (source.unsupported() != null) {
            return Finding.of(
                    ParityState.UNSUPPORTED,
                    new LeftBehind(situation).reason(source).orElse(source.unsupported()));
        }
        Optional<Securable> replica = situation.replica().find(source.key());
        if (replica.isEmpty()) {
            return situation
                    .replica()
                    .whyUnknown(source.key())
                    .map(why -> unread(source.key(), why))
                    .orElseGet(() -> missing(source.key()));
        }
        if (map.map(source) instanceof Mapped.Wanted wanted) {
            return compare(
                    source,
                    map.retaining(
                            wanted.securable(),
                            replica.get(),
                            situation.pair(source.key()).source().strangers()),
                    replica.get());
        }
        return Finding.of(ParityState.DRIFTED, "cannot be said in the replica's terms" + because(source.key()));
    }

    private Finding missing(SecurableKey key) {
        return situation.replica().showsAllBeside(key)
                ? Finding.of(ParityState.MISSING, "not at the replica" + because(key))
                : Finding.of(
                        ParityState.UNKNOWN,
                        "not listed at the replica: "
                                + Hidden.list(key, situation.direction().replica()) + because(key));
    }

    /** What could not be read itself has failed; what stands in it is unknown. */
    private Finding unread(SecurableKey key, Failure why) {
        return situation.replica().failures().containsKey(key)
                ? Finding.of(ParityState.FAILED, why.message())
                : Finding.of(ParityState.UNKNOWN, "not listed at the replica: " + why.message());
    }

    private Finding compare(Securable source, Securable wanted, Securable replica) {
        Pairing pair = situation.pairing(source.key()).orElse(Pairing.NONE);
        List<FieldDifference> differences = Differences.between(wanted, replica);
        String lacking = lacking(wanted, replica);
        if (!differences.isEmpty() && lacking == null) {
            boolean lags = moved(pair.source(), pair.now(source)) && !moved(pair.replica(), pair.now(replica));
            boolean comparable =
                    lags && situation.versions().failure(source.name()).isEmpty();
            return Finding.of(lags ? ParityState.LAGGING : ParityState.DRIFTED, text(differences))
                    .withRows(comparable ? pair : Pairing.NONE, replica)
                    .differing(differences);
        }
        Finding finding = source.kind().holdsRows()
                ? compareVersions(source, replica, pair)
                : Finding.of(ParityState.IN_SYNC, null);
        return finding.differing(differences)
                .lacking(lacking)
                .unlessKnown(
                        source.definition().isTold(),
                        Hidden.text(source.key(), situation.direction().source()))
                .unlessKnown(
                        replica.definition().isTold(),
                        Hidden.text(replica.key(), situation.direction().replica()))
                .unlessKnown(
                        source.access().isKnown(),
                        Hidden.grants(source.key(), situation.direction().source()))
                .unlessKnown(
                        replica.access().isKnown(),
                        Hidden.grants(source.key(), situation.direction().replica()))
                .unlessKnown(
                        knowsTags(source),
                        Hidden.tags(source.key(), situation.direction().source()))
                .unlessKnown(
                        knowsTags(replica),
                        Hidden.tags(source.key(), situation.direction().replica()));
    }

    private static boolean knowsTags(Securable securable) {
        return securable.tags() != null || !securable.kind().bearsTags();
    }

    /** Why the replica is not all that it is to be, where no more differs than what could not be given; null elsewhere. */
    private @Nullable String lacking(Securable wanted, Securable replica) {
        List<FieldDifference> differences = Differences.between(wanted, replica);
        boolean keeps = situation.group().access().missingPrincipals() == AccessPolicy.MissingPrincipals.KEEP;
        Access access = keeps
                ? wanted.access().without(situation.pair(wanted.key()).replica().strangers())
                : wanted.access();
        Securable given = wanted.withAccess(replica.access().owner() == null ? access.withOwner(null) : access);
        return !differences.isEmpty() && Differences.between(given, replica).isEmpty()
                ? text(differences) + "; Twinlake could not give it"
                : null;
    }

    private Finding compareVersions(Securable source, Securable replica, Pairing pair) {
        var unread = situation.versions().failure(source.name());
        if (unread.isPresent()) {
            return Finding.of(ParityState.FAILED, unread.get().message());
        }
        if (pair.sourceVersion() == null || pair.replicaVersion() == null) {
            return Finding.of(
                    ParityState.DRIFTED, "its rows were never paired with the source's" + because(source.key()));
        }
        if (!pair.owns(replica.id())) {
            return Finding.of(
                    ParityState.DRIFTED,
                    "another table stands in the place of the one that was replicated" + because(source.key()));
        }
        Optional<DeltaVersion> foreign = situation.versions().lastForeign(source.name());
        if (foreign.isPresent()) {
            return Finding.of(ParityState.DRIFTED, foreign(foreign.get(), pair)).withRows(pair, replica);
        }
        if (pair.isSettled()) {
            return Finding.of(
                    ParityState.LAGGING,
                    "it stands at version " + pair.accounted()
                            + ", up to which its stranded commits were settled: the next sync writes over it");
        }
        DeltaVersion now = situation.versions().atSource(source.name()).orElseThrow();
        boolean current = now.version() == pair.sourceVersion() && source.id().equals(pair.sourceId());
        Finding finding = current
                ? Finding.of(ParityState.IN_SYNC, null)
                : Finding.of(
                                ParityState.LAGGING,
                                "the source is at version " + now.version() + ", version " + pair.sourceVersion()
                                        + " was replicated")
                        .differing(List.of(FieldDifference.ofVersions(now.version(), pair.sourceVersion())));
        return finding.withRows(pair, replica);
    }

    private static String foreign(DeltaVersion commit, Pairing pair) {
        return (commit.user() == null ? "somebody" : commit.user()) + " committed version " + commit.version() + " ("
                + commit.operation() + ") at the replica after version " + pair.replicaVersion()
                + ", which Twinlake had written";
    }

    private static boolean moved(@Nullable Fingerprint then, Fingerprint now) {
        return then != null && !then.saysAs(now);
    }

    /** What the last sync said about it. */
    private String because(SecurableKey key) {
        ReplicaState state = situation.state(key);
        return state == null || state.failure() == null
                ? ""
                : "; the last sync said: " + state.failure().message();
    }

    private static String text(List<FieldDifference> differences) {
        return String.join(
                "; ", differences.stream().map(FieldDifference::toString).toList());
    }
}
