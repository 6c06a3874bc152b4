package io.twinlake.orchestrator.move;

import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.ReplicaState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Up to where each table of a group in scope is in the region that a move goes to, from the ledger alone. */
public record LastReplicated(Ledger ledger) {
    /** Every table that the ledger knows, those of which no state is known first. */
    public List<Loss> of(Run run) {
        return ledger.states().all(run.group()).stream()
                .filter(state -> state.kind().holdsRows())
                .map(state -> loss(run.direction(), state))
                .sorted(Comparator.comparing(Loss::known))
                .toList();
    }

    private Loss loss(Direction direction, ReplicaState state) {
        // What was copied to the old primary before it served is, as a version of it, in the new one as well.
        boolean copiedHere = state.direction().equals(direction);
        // Where commits were settled as they stand, the new primary has the rows of no version of the old one.
        Optional<Long> version = state.in(direction.replica()).settled() == null
                ? Optional.ofNullable(state.in(direction.source()).version())
                : Optional.empty();
        return new Loss(
                state.object().toString(), version, version.flatMap(last -> committed(state, copiedHere, last)));
    }

    private Optional<Instant> committed(ReplicaState state, boolean copiedHere, Long version) {
        return ledger.clones()
                .latestDone(state.group(), state.object())
                .filter(clone -> version.equals(made(clone, copiedHere)))
                .map(clone -> clone.source().committedAt())
                .or(() -> Optional.ofNullable(state.pair().pointInTime()));
    }

    private static @Nullable Long made(CloneRecord clone, boolean copiedHere) {
        return copiedHere
                ? Long.valueOf(clone.source().version())
                : clone.copy().version();
    }
}
