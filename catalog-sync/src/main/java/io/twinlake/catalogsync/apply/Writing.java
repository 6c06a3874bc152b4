package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.OwnCommits;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.clients.databricks.sharing.Mounted;
import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Intents;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The writing of one object: its intent, in the ledger before the first write, and which of the commits that follow are ours. */
final class Writing {
    private final Intents intents;
    private final TableHistory history;
    private final GroupName group;
    private final OwnCommits earlier;
    private final List<Intent> open;
    private final Set<Long> seen = new HashSet<>();
    private Intent intent;

    private Writing(
            Intents intents,
            TableHistory history,
            GroupName group,
            OwnCommits earlier,
            List<Intent> open,
            Intent intent) {
        this.intents = intents;
        this.history = history;
        this.group = group;
        this.earlier = earlier;
        this.open = open;
        this.intent = intent;
    }

    /**
     * Begins a writing.
     *
     * @param history of the replica's tables
     */
    static Writing begin(Intents intents, TableHistory history, RunId run, Work work, Situation situation) {
        Securable wanted = work.wanted();
        DeltaVersion version = work.version();
        Intent intent = intents.open(
                run,
                work.change().kind(),
                work.change().object(),
                wanted == null ? null : wanted.fingerprint().definition(),
                work.copiesRows() && version != null ? version.version() : null);
        return new Writing(
                intents,
                history,
                situation.group().name(),
                situation.own(work.key()),
                situation.openIntents(work.key()),
                intent);
    }

    Intent intent() {
        return intent;
    }

    /** What the statement that makes an object marks it with. */
    Marker marker(Securable wanted) {
        return Marker.of(group, wanted.id()).by(intent.id());
    }

    /** The intents whose statements may have made what stands at the replica. */
    List<String> makers() {
        return Stream.concat(open.stream(), Stream.of(intent)).map(Intent::id).toList();
    }

    /**
     * Hands in a statement that leaves a commit beside the clone's, noted before it is sent, and looks which commit it left: a statement that
     * left none excuses none.
     */
    void change(Runnable statement) {
        long before = history.current(intent.object()).version();
        expectCommit();
        try {
            statement.run();
        } catch (ClientException failure) {
            if (failure.effect() == Effect.NONE) {
                withdrawCommit();
            }
            throw failure;
        }
        DeltaVersion now = history.current(intent.object());
        if (now.version() == before) {
            withdrawCommit();
        } else if (now.version() == before + 1 && OwnCommits.ofMetadata(now)) {
            seen.add(now.version());
        }
    }

    /** To be called right before a statement that leaves a commit beside the clone's. */
    void expectCommit() {
        intent = intents.expectCommit(intent);
    }

    /** One that was expected is not in the table's history, and never will be. */
    void withdrawCommit() {
        intent = intents.withdrawCommit(intent);
    }

    /** The commits of this writing of a table, and of earlier ones that may still turn up. */
    OwnCommits own() {
        @Nullable Long cloned = intent.traces().sourceVersion();
        Mounted source = new Mounted(group, intent.object());
        return earlier.and(new OwnCommits(
                source,
                cloned == null ? Set.of() : Set.of(cloned),
                seen,
                intent.traces().commits() - seen.size()));
    }
}
