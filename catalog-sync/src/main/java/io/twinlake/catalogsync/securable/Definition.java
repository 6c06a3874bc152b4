package io.twinlake.catalogsync.securable;

import java.util.List;
import java.util.Map;

/** What an object is, apart from its name, comment, properties and access. */
public interface Definition {
    /** Puts the values that a comparison looks at. */
    void putFields(Map<String, String> fields);

    /** What the object reads and so has to exist before it. */
    default List<SecurableKey> dependencies() {
        return List.of();
    }

    /** Whether a listing tells all of it; what is not told is read one by one. */
    default boolean isListedWhole() {
        return true;
    }

    /** Whether it is known: of one that is not nothing is compared, and none is written over it. */
    default boolean isTold() {
        return true;
    }

    /** Whether a difference in it is mended by making the object anew under its name. */
    default boolean isReplacedWhole() {
        return false;
    }

    /** Whether one statement makes it of what stands there; else that is dropped first. */
    default boolean replaces(Definition there) {
        return true;
    }

    /**
     * The same as it is to be at the replica.
     *
     * @throws Unmappable when that cannot be said there
     */
    Definition at(ReplicaTerms replica) throws Unmappable;

    /**
     * How a replica becomes so.
     *
     * @param wanted the object that it defines
     * @param marks properties that tell whose replica it is
     * @param exists whether there is one to be replaced; else the creation fails where somebody has made one
     */
    Creation creation(Securable wanted, Map<String, String> marks, boolean exists);
}
