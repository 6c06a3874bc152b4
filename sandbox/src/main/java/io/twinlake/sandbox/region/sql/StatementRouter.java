package io.twinlake.sandbox.region.sql;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
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
            cursor.rewind();
            throw Refused.of(cursor).inSql(e);
        }
    }

    /** A statement that the metastore refuses: which words the platform has for a missing right depends on what the statement does. */
    private enum Refused {
        /** It reads. */
        QUERY("INSUFFICIENT_PERMISSIONS", "[INSUFFICIENT_PERMISSIONS] Insufficient privileges:\n%s SQLSTATE: 42501"),
        /** It defines, grants or describes. */
        DEFINITION(
                "UNAUTHORIZED_ACCESS",
                "[UNAUTHORIZED_ACCESS] Unauthorized access: PERMISSION_DENIED: %s SQLSTATE: 42501"),
        /** It writes rows: then neither an error class nor a SQLSTATE stands in the text. */
        WRITING("PERMISSION_DENIED", "PERMISSION_DENIED: %s");

        private final String errorClass;
        private final String text;

        Refused(String errorClass, String text) {
            this.errorClass = errorClass;
            this.text = text;
        }

        static Refused of(Cursor statement) {
            if (statement
                    .acceptOne("INSERT", "UPDATE", "DELETE", "MERGE", "RESTORE", "OPTIMIZE", "VACUUM", "COPY")
                    .isPresent()) {
                return WRITING;
            }
            return statement
                            .acceptOne(
                                    "SELECT",
                                    "WITH",
                                    "VALUES",
                                    "TABLE",
                                    "FROM",
                                    "(",
                                    "DESCRIBE",
                                    "DESC",
                                    "SHOW",
                                    "EXPLAIN")
                            .isPresent()
                    ? QUERY
                    : DEFINITION;
        }

        /** The metastore's refusal in SQL's words. */
        SqlFailure inSql(CatalogFailure failure) {
            ErrorKind kind = failure.kind();
            return kind == ErrorKind.PERMISSION_DENIED
                    ? SqlFailure.worded(errorClass, kind.sqlState(), text.formatted(failure.getMessage()), failure)
                    : SqlFailure.worded(
                            kind.errorClass(),
                            kind.sqlState(),
                            "[" + kind.errorClass() + "] " + failure.getMessage() + " SQLSTATE: " + kind.sqlState(),
                            failure);
        }
    }
}
