package io.twinlake.sandbox.region.engine;

import java.util.List;

/** Runs SQL that reads or writes table data, one session per statement. */
public interface SqlEngine extends AutoCloseable {

    /**
     * Runs one statement to its end and returns all its rows.
     *
     * @throws SqlFailure with Databricks' error class, SQLSTATE and message
     */
    ResultTable execute(SqlRequest request);

    /** Stops the statement, whether it runs, is about to run or has ended; may be repeated. */
    void cancel(String statementId);

    /**
     * Names and types of a query's output; nothing is run.
     *
     * @throws SqlFailure when the query cannot be analysed
     */
    List<Column> describeQuery(String sql, String catalog, String schema);

    /**
     * The newest version of the Delta table at a location.
     *
     * @throws SqlFailure where there is none
     */
    long latestVersion(String location);

    @Override
    void close();
}
