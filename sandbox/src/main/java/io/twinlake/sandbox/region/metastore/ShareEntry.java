package io.twinlake.sandbox.region.metastore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A share: tables, views and whole schemas that recipients may read.
 *
 * @param since of each table that stood in a schema when the schema was shared, by its id: the lowest version that recipients may travel to
 */
public record ShareEntry(Header header, List<SharedObject> objects, Map<String, Long> since) implements Securable {

    /**
     * One object of a share.
     *
     * @param name its name here: {@code catalog.schema.table}, or {@code catalog.schema} for a schema
     * @param type {@code TABLE}, {@code VIEW} or {@code SCHEMA}
     * @param sharedAs the name that recipients see, {@code schema.table} or {@code schema}
     * @param history true where recipients may travel in time and read the log
     * @param startVersion the lowest version of a table that they may travel to; null for a schema
     */
    public record SharedObject(
            String name,
            String type,
            String sharedAs,
            boolean history,
            @Nullable Long startVersion,
            @Nullable String comment,
            long addedAt,
            String addedBy) {

        /** The same object as it is wanted now; what is not said stays. */
        /** The same under another alias. */
        public SharedObject sharedAs(String alias) {
            return new SharedObject(name, type, alias, history, startVersion, comment, addedAt, addedBy);
        }

        public SharedObject changed(SharedObject wanted) {
            return new SharedObject(
                    name,
                    type,
                    wanted.sharedAs.isEmpty() ? sharedAs : wanted.sharedAs,
                    wanted.history,
                    wanted.startVersion == null ? startVersion : wanted.startVersion,
                    wanted.comment == null ? comment : wanted.comment,
                    addedAt,
                    addedBy);
        }
    }

    public ShareEntry {
        objects = List.copyOf(objects);
        since = since == null ? Map.of() : Map.copyOf(since);
    }

    @Override
    public SecurableKind kind() {
        return SecurableKind.SHARE;
    }

    @Override
    public ShareEntry withHeader(Header newHeader) {
        return new ShareEntry(newHeader, objects, since);
    }

    public ShareEntry withObjects(List<SharedObject> newObjects) {
        return new ShareEntry(header, newObjects, since);
    }

    /** The same, with the versions of more tables. */
    public ShareEntry withSince(Map<String, Long> more) {
        Map<String, Long> all = new HashMap<>(since);
        all.putAll(more);
        return new ShareEntry(header, objects, all);
    }
}
