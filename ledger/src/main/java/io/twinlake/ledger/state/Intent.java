package io.twinlake.ledger.state;

import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * That a run writes one object, with all that proves later which writes were its own. A table and a function may share a name, so the kind
 * belongs to it.
 *
 * @param id names this intent alone, in every ledger
 * @param epoch the run's
 */
public record Intent(
        String id, RunId run, Direction direction, Epoch epoch, SecurableKind kind, ObjectName object, Traces traces) {

    /**
     * What the writes may leave at the replica.
     *
     * @param definition hash of the definition that the object is to get, null where it is removed
     * @param sourceVersion the source's version that is cloned, null where no rows are copied
     * @param commits statements begun that leave a commit of their own beside the clone's
     */
    public record Traces(
            @Nullable String definition, @Nullable Long sourceVersion, int commits) {}
}
