package io.twinlake.sandbox.region.metastore;

import org.jspecify.annotations.Nullable;

/** A request that Unity Catalog refuses, with the error code it gives over REST and the error class it gives in SQL. */
public final class CatalogFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;

    public CatalogFailure(ErrorKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public CatalogFailure(ErrorKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public ErrorKind kind() {
        return kind;
    }
}
