package io.twinlake.ledger.jdbc;

import io.twinlake.config.access.Secret;
import io.twinlake.ledger.export.ExportChain;
import io.twinlake.ledger.export.Exports;
import io.twinlake.ledger.export.PlaceState;
import io.twinlake.ledger.export.Watermark;
import io.twinlake.ledger.export.WrittenExport;
import io.twinlake.ledger.export.signed.ExportHeader;
import io.twinlake.ledger.export.signed.ExportName;
import io.twinlake.ledger.export.signed.ExportName.Kind;
import io.twinlake.ledger.export.signed.ExportWriter;
import io.twinlake.ledger.export.signed.RefusedExport;
import io.twinlake.ledger.export.signed.VerifiedExport;
import io.twinlake.ledger.id.RunId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Copies of the ledger, written as of one moment and restored in one transaction. */
record JdbcExports(Database database, Clock clock) implements Exports {
    private static final int SNAPSHOT_EVERY = 50;

    private record Head(long sequence, String link, Watermark mark) {}

    @Override
    public long sequence() {
        return database.inTransaction(JdbcExports::head).sequence();
    }

    @Override
    public boolean isBehind() {
        return database.inTransaction(handle -> {
            Watermark exported = head(handle).mark();
            Watermark now = now(handle);
            return now.runs() > exported.runs()
                    || now.auditEvents() > exported.auditEvents()
                    || now.forgottenStates() > exported.forgottenStates()
                    || endedSince(handle, exported);
        });
    }

    @Override
    public boolean isSuperseded() {
        return database.inTransaction(
                handle -> handle.createQuery("""
                        SELECT COUNT(*) FROM holds WHERE NOT EXISTS (SELECT 1 FROM runs WHERE runs.id = holds.run_id)
                        """).mapTo(Long.class).one() > 0);
    }

    @Override
    public WrittenExport next(Path file, Secret key) {
        return database.inSnapshot(handle -> {
            Head head = head(handle);
            boolean whole = head.sequence() % SNAPSHOT_EVERY == 0;
            return write(
                    handle,
                    file,
                    key,
                    header(handle, head, whole ? Kind.SNAPSHOT : Kind.INCREMENT, null),
                    (rows, mark) -> {
                        if (whole) {
                            rows.all();
                        } else {
                            rows.since(head.mark());
                        }
                    });
        });
    }

    @Override
    public WrittenExport snapshot(Path file, Secret key, WrittenExport insteadOf) {
        return database.inSnapshot(handle -> {
            ExportHeader header = header(handle, head(handle), Kind.SNAPSHOT, insteadOf.link());
            return write(handle, file, key, header, (rows, mark) -> rows.all());
        });
    }

    private ExportHeader header(Handle handle, Head head, Kind kind, @Nullable String link) {
        ExportName name = new ExportName(new JdbcIdentity(database).value(), head.sequence() + 1, kind);
        Map<String, Long> epochs = new HashMap<>();
        handle.createQuery("SELECT group_name, epoch FROM epochs")
                .map((row, context) -> Map.entry(row.getString("group_name"), row.getLong("epoch")))
                .forEach(epoch -> epochs.put(epoch.getKey(), epoch.getValue()));
        return new ExportHeader(
                name, database.migration(), Columns.kept(clock.instant()), epochs, reach(handle), head.link(), link);
    }

    private static ExportHeader.Reach reach(Handle handle) {
        @Nullable
        String run = handle.createQuery("SELECT id FROM runs ORDER BY number DESC FETCH FIRST 1 ROWS ONLY")
                .mapTo(String.class)
                .findOne()
                .orElse(null);
        return handle.createQuery("SELECT number, hash FROM audit_head")
                .map((row, context) -> new ExportHeader.Reach(run, row.getLong("number"), row.getString("hash")))
                .one();
    }

    private WrittenExport write(
            Handle handle, Path file, Secret key, ExportHeader header, BiConsumer<ExportRows, Watermark> reading) {
        Watermark upTo = now(handle);
        try (ExportWriter out = new ExportWriter(file, key, header)) {
            reading.accept(new ExportRows(handle, out), upTo);
            return new WrittenExport(header, file, out.sign(), upTo);
        }
    }

    @Override
    public boolean advance(WrittenExport reached) {
        Watermark mark = reached.upTo();
        return database.inTransaction(handle -> handle.createUpdate("""
                        UPDATE export_head SET sequence = :sequence, link = :link, runs = :runs, audit_events = :audit,
                          forgotten_states = :forgotten, exported_at = :at
                        WHERE sequence = :before AND link = :previous
                        """)
                        .bind("before", reached.name().sequence() - 1)
                        .bind("previous", reached.header().previous())
                        .bind("sequence", reached.name().sequence())
                        .bind("link", reached.link())
                        .bind("runs", mark.runs())
                        .bind("audit", mark.auditEvents())
                        .bind("forgotten", mark.forgottenStates())
                        .bind("at", Columns.time(mark.at()))
                        .execute()
                == 1);
    }

    @Override
    public boolean adopt(VerifiedExport carried) {
        return carried.name().ledger().equals(new JdbcIdentity(database).value())
                && database.inTransaction(handle -> handle.createUpdate("""
                                UPDATE export_head SET sequence = :sequence, link = :link
                                WHERE sequence = :before AND link = :previous
                                """)
                                .bind("sequence", carried.name().sequence())
                                .bind("link", carried.link())
                                .bind("before", carried.name().sequence() - 1)
                                .bind("previous", carried.header().previous())
                                .execute()
                        == 1);
    }

    @Override
    public List<RunId> unexported() {
        return database.inTransaction(handle -> {
            Watermark exported = head(handle).mark();
            return handle.createQuery("""
                            SELECT id FROM runs WHERE ended_at IS NOT NULL AND (number > :runs OR ended_at >= :at)
                            ORDER BY number DESC
                            """)
                    .bind("runs", exported.runs())
                    .bind("at", Columns.time(exported.at()))
                    .mapTo(String.class)
                    .map(RunId::new)
                    .list();
        });
    }

    @Override
    public void note(PlaceState place) {
        database.write(
                handle -> bound(
                        handle,
                        "UPDATE export_places SET sequence = :sequence, reached_at = :at, problem = :problem WHERE place = :place",
                        place),
                handle -> bound(
                        handle,
                        "INSERT INTO export_places (place, sequence, reached_at, problem) VALUES (:place, :sequence, :at, :problem)",
                        place));
    }

    @Override
    public void forget(String place) {
        database.inTransaction(handle -> handle.createUpdate("DELETE FROM export_places WHERE place = :place")
                .bind("place", place)
                .execute());
    }

    private static Update bound(Handle handle, String sql, PlaceState place) {
        return handle.createUpdate(sql)
                .bind("place", place.place())
                .bind("sequence", place.sequence())
                .bind("at", Columns.time(place.reachedAt()))
                .bind("problem", place.problem());
    }

    @Override
    public List<PlaceState> places() {
        return database.inTransaction(handle -> handle.createQuery("SELECT * FROM export_places ORDER BY place")
                .map((row, context) -> new PlaceState(
                        row.getString("place"),
                        row.getLong("sequence"),
                        Columns.timeOrNull(row, "reached_at"),
                        row.getString("problem")))
                .list());
    }

    @Override
    public long restore(ExportChain chain) {
        return database.inTransaction(handle -> {
            requireEmpty(handle);
            RestoredRows rows = new RestoredRows(handle);
            for (VerifiedExport file : chain.files()) {
                if (file.header().schema() > database.migration()) {
                    throw new RefusedExport(file.name() + " is of a later version of Twinlake.");
                }
                file.forEach(rows::apply);
            }
            Numbering.continueBehindTheRows(handle);
            doubtWhoServes(handle, chain.last().header().at());
            return rows.rows();
        });
    }

    @Override
    public boolean isEmpty() {
        return database.inTransaction(this::isEmpty);
    }

    @Override
    public void requireEmpty() {
        database.useTransaction(this::requireEmpty);
    }

    private void requireEmpty(Handle handle) {
        if (!isEmpty(handle)) {
            throw new RefusedExport(
                    "This ledger is not empty: a copy is restored into an empty one only.",
                    "Go on with this ledger, or name another one in ledger.url and restore into that.");
        }
    }

    private boolean isEmpty(Handle handle) {
        Watermark now = now(handle);
        return now.runs() == 0 && now.auditEvents() == 0;
    }

    /** Also where the copied ledger was in doubt already: what was begun behind its copy this ledger does not know either. */
    private static void doubtWhoServes(Handle handle, Instant copied) {
        handle.createUpdate("UPDATE epochs SET unproven_since = :copied, unproven_run = (SELECT MAX(number) FROM runs)")
                .bind("copied", Columns.time(copied))
                .execute();
    }

    private static Head head(Handle handle) {
        return handle.createQuery("SELECT * FROM export_head")
                .map((row, context) -> new Head(
                        row.getLong("sequence"),
                        row.getString("link"),
                        new Watermark(
                                row.getLong("runs"),
                                row.getLong("audit_events"),
                                row.getLong("forgotten_states"),
                                Columns.time(row, "exported_at"))))
                .one();
    }

    private Watermark now(Handle handle) {
        return new Watermark(
                highest(handle, "runs"),
                highest(handle, "audit_events"),
                highest(handle, "forgotten_states"),
                clock.instant());
    }

    private static long highest(Handle handle, String table) {
        return handle.createQuery("SELECT COALESCE(MAX(number), 0) FROM " + table)
                .mapTo(Long.class)
                .one();
    }

    private static boolean endedSince(Handle handle, Watermark exported) {
        Instant at = exported.at();
        return handle.createQuery("SELECT COUNT(*) FROM runs WHERE ended_at >= :at")
                        .bind("at", Columns.time(at))
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
