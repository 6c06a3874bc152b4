package io.twinlake.sandbox.region;

import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.jobs.task.SqlFileTasks;
import io.twinlake.sandbox.region.metastore.access.Principals;
import io.twinlake.sandbox.region.sql.StatementRouter;
import java.util.List;

/** Runs the statements of jobs with the rights of who they run as. */
record JobStatements(StatementRouter router, SqlEngine engine, Principals principals)
        implements SqlFileTasks.Statements {

    @Override
    public void run(String statementId, String sql, String runAs) {
        router.run(new SqlRequest(statementId, sql, List.of(), "main", "default", runAs), principals.acting(runAs));
    }

    @Override
    public void cancel(String statementId) {
        engine.cancel(statementId);
    }
}
