package io.twinlake.catalogsync.securable;

import java.util.Map;

/** Something of which nothing is compared, and nothing written. */
public enum Opaque implements Definition {
    /** This version does not replicate it. */
    UNSUPPORTED,
    /** Something guards it that does not travel, or of which not all is told. */
    GUARDED,
    /** Its text is not shown to Twinlake. */
    HIDDEN;

    @Override
    public void putFields(Map<String, String> fields) {
        // Nothing of it is known.
    }

    @Override
    public boolean isTold() {
        return this != HIDDEN;
    }

    /** What a list does not tell, the object itself may. */
    @Override
    public boolean isListedWhole() {
        return this != HIDDEN;
    }

    @Override
    public Definition at(ReplicaTerms replica) {
        return this;
    }

    @Override
    public Creation creation(Securable wanted, Map<String, String> marks, boolean exists) {
        throw new IllegalStateException(wanted.key() + " cannot be written");
    }
}
