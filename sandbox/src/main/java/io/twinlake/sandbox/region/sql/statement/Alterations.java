package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.Session;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clauses that every ALTER has. */
final class Alterations {

    private Alterations() {}

    /** Does {@code [SET] OWNER TO}, {@code SET TAGS} and {@code UNSET TAGS}; false where none of them comes next. */
    static boolean ownerOrTags(Cursor statement, Session session, Metastore metastore, SecurableRef securable) {
        if (statement.accept("OWNER", "TO") || statement.accept("SET", "OWNER", "TO")) {
            String owner = statement.seesString() ? statement.string() : statement.identifier();
            statement.expectEnd();
            metastore.owners().change(session.caller(), securable, owner);
            return true;
        }
        return tags(statement, session, metastore, securable, null);
    }

    /** Does {@code SET TAGS} and {@code UNSET TAGS} on a securable or one of its columns. */
    static boolean tags(
            Cursor statement, Session session, Metastore metastore, SecurableRef securable, @Nullable String column) {
        Map<String, String> set = Map.of();
        Set<String> unset = Set.of();
        if (statement.accept("SET", "TAGS")) {
            set = statement.pairs();
        } else if (statement.accept("UNSET", "TAGS")) {
            unset = new LinkedHashSet<>(statement.keys());
        } else {
            return false;
        }
        statement.expectEnd();
        metastore.tags().change(session.caller(), securable, column, set, unset);
        return true;
    }

    /** Runs a removal; with IF EXISTS nothing to remove is no failure. */
    static void tolerate(boolean ifExists, ErrorKind missing, Runnable removal) {
        try {
            removal.run();
        } catch (CatalogFailure e) {
            boolean gone = e.kind() == missing
                    || e.kind() == ErrorKind.SCHEMA_DOES_NOT_EXIST
                    || e.kind() == ErrorKind.CATALOG_DOES_NOT_EXIST;
            if (!ifExists || !gone) {
                throw e;
            }
        }
    }
}
