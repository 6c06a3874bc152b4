package io.twinlake.sandbox.region.sharing;

import io.twinlake.sandbox.region.metastore.TableEntry;
import org.jspecify.annotations.Nullable;

/**
 * A table as one share gives it.
 *
 * @param sharedAs the {@code schema.table} under which recipients see it
 * @param historyFrom the lowest version that they may travel to; null where it is shared without its history
 * @param mostFiles of how many files it may consist to be read
 */
public record SharedTable(
        String sharedAs, TableEntry table, @Nullable Long historyFrom, long mostFiles) {

    String schema() {
        return sharedAs.substring(0, sharedAs.indexOf('.'));
    }

    String name() {
        return sharedAs.substring(sharedAs.indexOf('.') + 1);
    }
}
