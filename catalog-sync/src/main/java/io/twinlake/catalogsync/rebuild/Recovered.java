package io.twinlake.catalogsync.rebuild;

import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.ReplicaState;
import java.util.List;

/**
 * What is to stand in a ledger again, and what cannot.
 *
 * @param states the pairs, one for each object that is proven
 * @param clones the last clone of each paired table, where the source still tells when it had committed that version
 * @param unproven the objects that stay blocked until they are adopted, but for those that are equal on both sides
 */
public record Recovered(List<ReplicaState> states, List<CloneRecord> clones, List<Unproven> unproven) {
    public Recovered {
        states = List.copyOf(states);
        clones = List.copyOf(clones);
        unproven = List.copyOf(unproven);
    }
}
