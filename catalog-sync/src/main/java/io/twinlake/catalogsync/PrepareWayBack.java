package io.twinlake.catalogsync;

import io.twinlake.catalogsync.outcome.ObjectOutcome;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.sharing.ShareTables;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import java.util.List;
import java.util.Optional;

/** Shares the replica's tables towards the source, so that a failback does not have to begin with set-up. */
final class PrepareWayBack {
    private final Situation situation;
    private final ShareTables towardsSource;

    PrepareWayBack(Situation situation, ShareTables towardsSource) {
        this.situation = situation;
        this.towardsSource = towardsSource;
    }

    /**
     * Makes sure of every table that stands at the replica as ours, whichever run made it; answers with warnings, for the forward direction
     * does not depend on it.
     */
    List<String> ensure(List<ObjectOutcome> outcomes) {
        List<Securable> replicas = outcomes.stream()
                .filter(outcome -> outcome.kind().holdsRows() && outcome.stands())
                .map(ObjectOutcome::key)
                .flatMap(key -> replica(key).stream())
                .toList();
        try {
            return towardsSource.ensureMissing(replicas).values().stream()
                    .map(failure -> "the way back is not prepared: " + failure.message())
                    .toList();
        } catch (ClientException failure) {
            return List.of("the way back is not prepared: " + failure.getMessage());
        }
    }

    /** What this run created bears its source's name and was not there when the replica was read. */
    private Optional<Securable> replica(SecurableKey key) {
        return situation.replica().find(key).or(() -> situation.source().find(key));
    }
}
