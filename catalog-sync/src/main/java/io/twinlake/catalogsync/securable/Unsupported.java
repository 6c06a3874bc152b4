package io.twinlake.catalogsync.securable;

import java.util.Map;

/** Something that this version does not replicate: nothing of it is compared, and nothing written. */
public record Unsupported() implements Definition {
    @Override
    public void putFields(Map<String, String> fields) {
        // Nothing of it is known.
    }

    @Override
    public Definition at(ReplicaTerms replica) {
        return this;
    }

    @Override
    public Creation creation(Securable wanted, Map<String, String> marks, boolean exists) {
        throw new IllegalStateException(wanted.key() + " is not replicated");
    }
}
