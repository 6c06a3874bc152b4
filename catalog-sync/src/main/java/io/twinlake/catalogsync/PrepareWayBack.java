package io.twinlake.catalogsync;

import io.twinlake.catalogsync.data.ShareTables;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.config.SecurableKind;
import io.twinlake.ledger.state.Outcome;
import java.util.List;

/** Shares the replica's tables towards the source, so that a failback does not have to begin with set-up. */
final class PrepareWayBack {
    private final Situation situation;
    private final ShareTables towardsSource;

    PrepareWayBack(Situation situation, ShareTables towardsSource) {
        this.situation = situation;
        this.towardsSource = towardsSource;
    }

    /** Makes sure of what this run created; answers with warnings, for the forward direction does not depend on it. */
    List<String> ensure(List<ObjectOutcome> outcomes) {
        List<Securable> created = outcomes.stream()
                .filter(outcome -> outcome.kind() == SecurableKind.TABLE && outcome.outcome() == Outcome.CREATED)
                .map(outcome -> new SecurableKey(outcome.kind(), outcome.object()))
                .flatMap(key -> situation.source().find(key).stream())
                .toList();
        if (created.isEmpty()) {
            return List.of();
        }
        try {
            return towardsSource.ensure(created).values().stream()
                    .map(failure -> "the way back is not prepared: " + failure.message())
                    .toList();
        } catch (ClientException failure) {
            return List.of("the way back is not prepared: " + failure.getMessage());
        }
    }
}
