package io.twinlake.sandbox.region.sharing;

import io.twinlake.sandbox.region.metastore.TableEntry;

/** A table as one share gives it: {@code schema.table} under which recipients see it, and whether with its history. */
public record SharedTable(String sharedAs, TableEntry table, boolean history) {

    String schema() {
        return sharedAs.substring(0, sharedAs.indexOf('.'));
    }

    String name() {
        return sharedAs.substring(sharedAs.indexOf('.') + 1);
    }
}
