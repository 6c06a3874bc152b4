package io.twinlake.ledger.jdbc;

import io.twinlake.config.name.GroupName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.ledger.parity.ParityRecord;
import io.twinlake.ledger.parity.ParityRecords;
import java.util.Optional;

/** Results of parity checks, one row each. */
record JdbcParityRecords(Database database) implements ParityRecords {
    @Override
    public void add(ParityRecord parity) {
        database.useChange(handle -> handle.createUpdate("""
                        INSERT INTO parity_checks (run_id, group_name, tier, compared_at, counts)
                        VALUES (:run, :group, :tier, :at, :counts)
                        """)
                .bind("run", parity.run().value())
                .bind("group", parity.group().value())
                .bind("tier", parity.tier())
                .bind("at", Columns.time(parity.at()))
                .bind("counts", Columns.json(parity.counts().words()))
                .execute());
    }

    @Override
    public Optional<ParityRecord> latest(GroupName group) {
        return database.inTransaction(handle -> handle.createQuery(
                        "SELECT * FROM parity_checks WHERE group_name = :group ORDER BY number DESC FETCH FIRST 1 ROWS ONLY")
                .bind("group", group.value())
                .map((row, context) -> new ParityRecord(
                        new RunId(row.getString("run_id")),
                        new GroupName(row.getString("group_name")),
                        row.getString("tier"),
                        Columns.time(row, "compared_at"),
                        ParityCounts.ofWords(Columns.counts(row, "counts"))))
                .findOne());
    }
}
