package io.twinlake.ledger.jdbc;

import io.twinlake.ledger.audit.Audit;
import io.twinlake.ledger.audit.AuditChain;
import io.twinlake.ledger.audit.AuditEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** The audit trail; whoever appends locks the chain's head first, so the chain never forks. */
record JdbcAudit(Database database, Clock clock) implements Audit {
    private record Head(long number, String hash) {}

    @Override
    public AuditEvent append(String actor, String action, Map<String, String> details) {
        return database.inTransaction(handle -> {
            Head head = head(handle, " FOR UPDATE");
            AuditEvent event = AuditChain.next(
                    head.number() + 1, head.hash(), Columns.kept(clock.instant()), actor, action, details);
            insert(handle, event);
            handle.createUpdate("UPDATE audit_head SET number = :number, hash = :hash")
                    .bind("number", event.number())
                    .bind("hash", event.hash())
                    .execute();
            return event;
        });
    }

    private static void insert(Handle handle, AuditEvent event) {
        handle.createUpdate("""
                        INSERT INTO audit_events (number, happened_at, actor, action, details, previous_hash, hash)
                        VALUES (:number, :at, :actor, :action, :details, :previous, :hash)
                        """)
                .bind("number", event.number())
                .bind("at", Columns.time(event.at()))
                .bind("actor", event.actor())
                .bind("action", event.action())
                .bind("details", Columns.json(event.details()))
                .bind("previous", event.previousHash())
                .bind("hash", event.hash())
                .execute();
    }

    @Override
    public List<AuditEvent> list(long fromNumber, int limit) {
        return database.inTransaction(handle -> handle.createQuery(
                        "SELECT * FROM audit_events WHERE number >= :from ORDER BY number FETCH FIRST " + limit
                                + " ROWS ONLY")
                .bind("from", fromNumber)
                .map((row, context) -> event(row))
                .list());
    }

    @Override
    public OptionalLong firstBroken() {
        return database.inSnapshot(handle -> {
            Head head = head(handle, "");
            try (Stream<AuditEvent> events = handle
                    .createQuery("SELECT * FROM audit_events ORDER BY number")
                    .setFetchSize(1000)
                    .map((row, context) -> event(row))
                    .stream()) {
                return AuditChain.firstBroken(events.iterator(), head.number(), head.hash());
            }
        });
    }

    private static Head head(Handle handle, String locking) {
        return handle.createQuery("SELECT number, hash FROM audit_head" + locking)
                .map((row, context) -> new Head(row.getLong("number"), row.getString("hash")))
                .one();
    }

    private static AuditEvent event(ResultSet row) throws SQLException {
        return new AuditEvent(
                row.getLong("number"),
                Columns.time(row, "happened_at"),
                row.getString("actor"),
                row.getString("action"),
                Columns.texts(row, "details"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
