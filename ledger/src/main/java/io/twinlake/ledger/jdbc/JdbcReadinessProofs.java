package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.readiness.ReadinessProof;
import io.twinlake.ledger.readiness.ReadinessProofs;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Proofs of readiness, one row per group. */
record JdbcReadinessProofs(Database database, Clock clock) implements ReadinessProofs {
    private static final String UPDATE = """
            UPDATE readiness_proofs SET asked_at = :at, problems = :problems, well_at = COALESCE(:wellAt, well_at)
            WHERE group_name = :group
            """;
    private static final String INSERT = """
            INSERT INTO readiness_proofs (group_name, asked_at, problems, well_at) VALUES (:group, :at, :problems, :wellAt)
            """;

    @Override
    public void record(GroupName group, List<String> problems) {
        OffsetDateTime now = Columns.time(clock.instant());
        database.write(
                handle -> bound(handle, UPDATE, group, problems, now),
                handle -> bound(handle, INSERT, group, problems, now));
    }

    @Override
    public Optional<ReadinessProof> latest(GroupName group) {
        return database.inTransaction(handle -> handle.createQuery(
                        "SELECT * FROM readiness_proofs WHERE group_name = :group")
                .bind("group", group.value())
                .map((row, context) -> new ReadinessProof(
                        group,
                        Columns.time(row, "asked_at"),
                        row.getString("problems").lines().toList(),
                        Optional.ofNullable(Columns.timeOrNull(row, "well_at"))))
                .findOne());
    }

    private static Update bound(
            Handle handle, String sql, GroupName group, List<String> problems, @Nullable OffsetDateTime now) {
        return handle.createUpdate(sql)
                .bind("group", group.value())
                .bind("at", now)
                .bind("problems", String.join("\n", problems))
                .bind("wellAt", problems.isEmpty() ? now : null);
    }
}
