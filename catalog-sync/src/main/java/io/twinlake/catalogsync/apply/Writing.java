package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.OwnCommits;
import io.twinlake.config.SecurableKind;
import io.twinlake.ledger.run.RunId;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Intents;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The writing of one object: its intent, in the ledger before the first write, and which of the commits that follow are ours. */
final class Writing {
    private final Intents intents;
    private final OwnCommits earlier;
    private Intent intent;

    private Writing(Intents intents, OwnCommits earlier, Intent intent) {
        this.intents = intents;
        this.earlier = earlier;
        this.intent = intent;
    }

    /**
     * Begins a writing.
     *
     * @param earlier commits of earlier writings that may still turn up
     */
    static Writing begin(Intents intents, RunId run, Work work, OwnCommits earlier) {
        Securable wanted = work.wanted();
        DeltaVersion version = work.version();
        Intent intent = intents.open(
                run,
                work.change().kind(),
                work.change().object(),
                wanted == null ? null : wanted.fingerprint().definition(),
                copiesRows(work) && version != null ? version.version() : null);
        return new Writing(intents, earlier, intent);
    }

    static boolean copiesRows(Work work) {
        ChangeType type = work.change().type();
        return work.change().kind() == SecurableKind.TABLE && (type == ChangeType.CREATE || type == ChangeType.REPLACE);
    }

    Intent intent() {
        return intent;
    }

    /** To be called right before a statement that leaves a commit beside the clone's. */
    void expectCommit() {
        intent = intents.expectCommit(intent);
    }

    OwnCommits own() {
        @Nullable Long cloned = intent.sourceVersion();
        return earlier.and(new OwnCommits(cloned == null ? Set.of() : Set.of(cloned), intent.commits()));
    }
}
