package io.twinlake.sandbox.region;

import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.jobs.SqlFileTasks;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.Role;
import io.twinlake.sandbox.region.sql.StatementRouter;
import java.util.List;
import java.util.Set;

/** Runs the statements of jobs as the sandbox's root. */
record JobStatements(StatementRouter router, SqlEngine engine, String admin) implements SqlFileTasks.Statements {

    @Override
    public void run(String statementId, String sql) {
        router.run(
                new SqlRequest(statementId, sql, List.of(), "main", "default", admin),
                new Caller(admin, Set.of(), Set.of(Role.ROOT)));
    }

    @Override
    public void cancel(String statementId) {
        engine.cancel(statementId);
    }
}
