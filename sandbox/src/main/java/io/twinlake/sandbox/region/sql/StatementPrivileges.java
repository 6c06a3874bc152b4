package io.twinlake.sandbox.region.sql;

import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.ViewText;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;

/**
 * What a caller needs before the engine runs its statement: SELECT on what it reads, MODIFY on what it writes. A view is
 * read with its owner's rights, so what lies below it needs nothing.
 */
public final class StatementPrivileges {

    private static final String INFORMATION_SCHEMA = "information_schema";

    private final Metastore metastore;

    public StatementPrivileges(Metastore metastore) {
        this.metastore = metastore;
    }

    void require(SqlRequest request, Caller caller) {
        if (caller.admin()) {
            return;
        }
        QueryReferences references =
                QueryReferences.ofStatement(new ViewText(request.sql(), request.catalog(), request.schema()));
        references.targets().forEach(table -> require(table, caller, "MODIFY"));
        references.tables().forEach(table -> require(table, caller, "SELECT"));
    }

    /** What does not exist is the engine's to report; what {@code information_schema} shows is filtered by itself. */
    private void require(TableName table, Caller caller, String privilege) {
        SecurableRef ref = new SecurableRef(SecurableKind.TABLE, table.fullName());
        boolean known = metastore.shelves().catalogs.has(table.catalog());
        if (known && !table.schema().equals(INFORMATION_SCHEMA)) {
            metastore.access().require(caller, ref, privilege);
        }
    }
}
