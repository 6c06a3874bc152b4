package io.twinlake.catalogsync.decide;

import io.twinlake.catalogsync.change.Differences;
import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Definition;
import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Pairing;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.OwnCommits;
import io.twinlake.config.group.SyncLimits;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.ReplicaState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether what somebody changed at a replica is put back because a person has said so once and for all: comments, properties that mean
 * something to people alone, tags and grants. Where anything else was changed, or may have been, nothing is.
 */
final class DecideHealing {
    /** What a table's history calls a change of comments and properties, and of nothing in its rows. */
    private static final Pattern OF_METADATA = Pattern.compile("(UN)?SET TBLPROPERTIES|CHANGE COLUMNS?|COMMENT ON.*");

    /** Properties by which writers, readers or the platform go. */
    private static final Pattern OF_PLATFORM =
            Pattern.compile("(delta|iceberg|spark|hive|parquet|pipelines|databricks|unity|view|option)\\..*");

    private static final Set<String> PLATFORMS_OWN =
            Set.of("clusterbyauto", "external", "is_managed_location", "location", "owner", "path", "provider", "type");

    private final Situation situation;

    DecideHealing(Situation situation) {
        this.situation = situation;
    }

    /**
     * What is to be put back of a replica that somebody else changed; empty where a person has to decide.
     *
     * @return no field where what was changed differs no more
     */
    Optional<List<FieldDifference>> drift(Securable wanted, Securable replica) {
        Pairing pair = situation.pairing(replica.key()).orElse(Pairing.NONE);
        Fingerprint ours = pair.replica();
        if (ours == null
                || !isConsentedTo(pair)
                || !wasLeftWell(replica.key())
                || !isOwnedAsLeft(wanted, replica)
                || (replica.kind().holdsRows() && !rowsStandAsLeft(replica, pair))) {
            return Optional.empty();
        }
        Fingerprint now = pair.now(replica);
        List<FieldDifference> drift = new ArrayList<>();
        if (!now.definition().equals(ours.definition())) {
            drift.addAll(Differences.ofDefinition(wanted, replica));
        }
        if (!now.access().equals(ours.access())) {
            drift.addAll(Differences.ofAccess(wanted, replica));
        }
        boolean metadata = drift.stream().allMatch(field -> isMetadata(field, wanted, replica));
        if (!Fingerprint.sameTags(now, ours)) {
            drift.addAll(Differences.ofTags(wanted, replica));
        }
        return metadata ? Optional.of(drift) : Optional.empty();
    }

    /** What was written in a region while it served is no drift. */
    private boolean isConsentedTo(Pairing pair) {
        return situation.group().sync().onDrift() == SyncLimits.OnDrift.HEAL_METADATA
                && !pair.reversed()
                && !pair.isSettled();
    }

    /** What once stood in the way has been shown to a person, who may have acted on it since; and what was never written in this direction is not ours. */
    private boolean wasLeftWell(SecurableKey key) {
        ReplicaState state = situation.state(key);
        return state != null && state.failure() == null && state.direction().equals(situation.direction());
    }

    /** To write anything but a grant may take an object from its owner: where none is wanted, one whom somebody put there keeps it. */
    private static boolean isOwnedAsLeft(Securable wanted, Securable replica) {
        return wanted.access().owner() != null || replica.access().owner() == null;
    }

    /** Whether each commit since ours is known, and changes metadata: a history may have lost those at its end. */
    private boolean rowsStandAsLeft(Securable table, Pairing pair) {
        Long ours = pair.accounted();
        Optional<DeltaVersion> current = situation.versions().atReplica(table.name());
        if (ours == null || current.isEmpty()) {
            return false;
        }
        List<DeltaVersion> foreign = situation.versions().foreign().getOrDefault(table.name(), List.of());
        if (foreign.isEmpty()) {
            return true;
        }
        OwnCommits own = situation.own(table.key());
        long known = foreign.size() + own.metadata() + own.cloned().size();
        return current.get().version() - ours <= known
                && foreign.stream()
                        .allMatch(commit -> commit.version() > ours
                                && OF_METADATA.matcher(commit.operation()).matches());
    }

    private static boolean isMetadata(FieldDifference field, Securable wanted, Securable replica) {
        return field.name().equals("comment")
                || (field.name().startsWith("grant.") && opensNothingElse(replica.kind()))
                || (field.isOfProperty() && meansNothingToThePlatform(field.property()))
                || onlyCommentDiffers(field.name(), wanted.definition(), replica.definition());
    }

    /** A right on a container or a view opens what stands in it or below it: somebody may have taken it for the sake of that. */
    private static boolean opensNothingElse(SecurableKind kind) {
        return !kind.isContainer() && kind != SecurableKind.VIEW;
    }

    private static boolean meansNothingToThePlatform(String property) {
        String name = property.toLowerCase(Locale.ROOT);
        return !OF_PLATFORM.matcher(name).matches() && !PLATFORMS_OWN.contains(name);
    }

    /** Columns of views and functions are part of their text. */
    private static boolean onlyCommentDiffers(String field, Definition wanted, Definition replica) {
        return wanted instanceof Table to
                && replica instanceof Table from
                && withoutComment(field, to).isPresent()
                && withoutComment(field, to).equals(withoutComment(field, from));
    }

    private static Optional<List<Object>> withoutComment(String field, Table table) {
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnDefinition column = table.columns().get(i);
            if (field.equals("column." + column.name())) {
                return Optional.of(List.of(i, column.type(), column.nullable()));
            }
        }
        return Optional.empty();
    }
}
