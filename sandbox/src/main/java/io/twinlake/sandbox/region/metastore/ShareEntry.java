package io.twinlake.sandbox.region.metastore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A share: tables, views and whole schemas that recipients may read. */
public record ShareEntry(Header header, List<SharedObject> objects) implements Securable {

    /**
     * One object of a share.
     *
     * @param name its name here: {@code catalog.schema.table}, or {@code catalog.schema} for a schema
     * @param type {@code TABLE}, {@code VIEW} or {@code SCHEMA}
     * @param sharedAs the name that recipients see, {@code schema.table} or {@code schema}
     * @param history true where recipients may travel in time and read the log
     */
    public record SharedObject(
            String name,
            String type,
            String sharedAs,
            boolean history,
            @Nullable String comment,
            long addedAt,
            String addedBy) {}

    public ShareEntry {
        objects = List.copyOf(objects);
    }

    @Override
    public SecurableKind kind() {
        return SecurableKind.SHARE;
    }

    @Override
    public ShareEntry withHeader(Header newHeader) {
        return new ShareEntry(newHeader, objects);
    }
}
