package io.twinlake.catalogsync.securable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.name.ObjectName;
import java.util.Optional;

/** How an object comes into being, and becomes what it is to be. */
public sealed interface Creation {
    /**
     * By the platform's REST interface, which is told name, comment and properties of every object.
     *
     * @param once what it is told at the creation besides, and never again
     * @param then a change to be made right behind it
     */
    record ByRest(ObjectNode once, Optional<ObjectNode> then) implements Creation {}

    /**
     * By a statement.
     *
     * @param schema where names of fewer than three parts in it are looked up
     * @param alteration what gives an object that stands there its new text and leaves it its grants, where there is such a statement
     */
    record ByStatement(String sql, ObjectName schema, Optional<String> alteration) implements Creation {}

    /** By a clone of its rows. */
    record ByClone() implements Creation {}
}
