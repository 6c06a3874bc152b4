package io.twinlake.clients.databricks.sql;

/** Names a statement at its workspace: stored before it is polled, it lets another process wait for the same statement. */
public record StatementId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
