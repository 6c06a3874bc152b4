package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.change.FirstClones;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.delta.TableSize;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.CloneRecord;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of size and time before tables are copied whole. */
class FirstClonesTest extends OnOneLedger {
    private static final ObjectName ORDERS = ObjectName.parse("gold.s.orders");
    private TwoRegions regions;

    @BeforeEach
    void twoTables() {
        regions = new TwoRegions(ledger);
        regions.atWest.table("gold.s.orders", "rows");
        regions.atWest.table("gold.s.items", "rows");
    }

    @Test
    void areMeasuredAtTheSourceAndTheirTimeIsAssumedAtFirst() {
        FirstClones first = planned();

        assertThat(first.tables())
                .extracting(FirstClones.Table::size)
                .containsExactly(new TableSize(2, 250_000_000), new TableSize(2, 250_000_000));
        assertThat(first.sentence())
                .contains("2 tables are copied whole for the first time in this direction, 0.500 GB: about 5 s at"
                        + " 100.0 MB/s, which is assumed: no run here copied much yet.");
    }

    @Test
    void areNoneOnceTheyAreClonedAndAllOfThemOnceTheDirectionTurns() {
        regions.run();
        regions.west.commit(ORDERS, "WRITE", "alice", null, "more rows");
        assertThat(planned()).isEqualTo(FirstClones.NONE);
        regions.run();
        regions.promote(regions.north, ledger);
        regions.north.commit(ORDERS, "WRITE", "bob", null, "bob's rows");

        assertThat(planned().tables()).extracting(FirstClones.Table::object).containsExactly(ORDERS);
    }

    @Test
    void goByTheRunThatCopiedTheMost() {
        RunId run = regions.begin().id();
        regions.ledger
                .clones()
                .put(new CloneRecord(
                                run,
                                regions.group().name(),
                                ObjectName.parse("gold.s.gone"),
                                new CloneRecord.Source("gone", 1, TwoRegions.NOW),
                                CloneRecord.Mode.FULL,
                                "a statement",
                                CloneRecord.Copy.UNKNOWN,
                                CloneRecord.State.SUBMITTED)
                        .became(new CloneRecord.Copy(1L, 9L, 900_000_000L)));
        regions.ledger.runs().end(run, RunResult.SUCCEEDED, Map.of(), "done");

        assertThat(planned().measured()).hasValueSatisfying(measured -> {
            assertThat(measured.run()).isEqualTo(run);
            assertThat(measured.bytes()).isEqualTo(900_000_000L);
        });
        assertThat(planned().sentence())
                .hasValueSatisfying(said -> assertThat(said).endsWith(", as run " + run + " copied."));
    }

    @Test
    void areCopiedAlsoWhereTheyDoNotTellTheirSize() {
        regions.west.fail(call -> call.contains("DESCRIBE DETAIL"), FailureCategory.PERMISSION, "may not");

        assertThat(planned().sentence())
                .hasValueSatisfying(said -> assertThat(said).endsWith("; of 2 of them the size is not known."));
        assertThat(regions.run().failed()).isEmpty();
    }

    private FirstClones planned() {
        return regions.sync().plan().firstClones();
    }
}
