package io.twinlake.sandbox.region.sql;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.access.Caller;
import java.util.List;
import java.util.Optional;

/** Gives each statement to the one who answers it: a metadata statement, else the engine. */
public final class StatementRouter {

    private final List<MetadataStatement> statements;
    private final StatementPrivileges privileges;
    private final SqlEngine engine;

    /** @param statements tried in that order; none of them begins as another does and means something else */
    public StatementRouter(List<MetadataStatement> statements, StatementPrivileges privileges, SqlEngine engine) {
        this.statements = List.copyOf(statements);
        this.privileges = privileges;
        this.engine = engine;
    }

    /**
     * Runs one statement to its end.
     *
     * @throws SqlFailure for every refusal, the metastore's included
     */
    public ResultTable run(SqlRequest request, Caller caller) {
        Cursor cursor = new Cursor(request.sql());
        Session session = new Session(caller, request);
        try {
            for (MetadataStatement statement : statements) {
                cursor.rewind();
                Optional<ResultTable> result = statement.run(cursor, session);
                if (result.isPresent()) {
                    return result.get();
                }
            }
            privileges.require(request, session);
            return engine.execute(request);
        } catch (CatalogFailure e) {
            throw inSql(e);
        }
    }

    /** The metastore's refusal in SQL's words. */
    public static SqlFailure inSql(CatalogFailure failure) {
        String errorClass = failure.kind().errorClass();
        String sqlState = failure.kind().sqlState();
        return SqlFailure.worded(
                errorClass,
                sqlState,
                "[" + errorClass + "] " + failure.getMessage() + " SQLSTATE: " + sqlState,
                failure);
    }
}
