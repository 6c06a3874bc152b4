package io.twinlake.catalogsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.ObjectName;
import io.twinlake.ledger.run.RunResult;
import io.twinlake.ledger.state.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What it costs to find that nothing changed, and that this hides nothing of a table that cannot be read. */
class VersionsOfManyTest extends OnOneLedger {
    private TwoRegions regions;

    private void replicate(int tables) {
        regions = new TwoRegions(ledger);
        IntStream.range(0, tables).forEach(i -> regions.atWest.table(table(i), "rows"));
        assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
        forget();
    }

    @Test
    void aSyncWithoutChangeNeedsAStatementForManyTables() {
        replicate(120);

        assertThat(regions.run().counts()).containsEntry(Outcome.KEPT, 122);

        for (RegionTwin side : List.of(regions.west, regions.north)) {
            assertThat(histories(side)).as(side.name.value()).hasSize(2);
            assertThat(side.statements.submitted)
                    .as("with the catalog's keys, tags and policies")
                    .hasSize(5);
        }
    }

    @Test
    void aTableThatMovedCostsItsOwnStatementsAndNoOthers() {
        replicate(5);
        regions.west.commit(ObjectName.parse(table(2)), "WRITE", "alice", null, "more rows");

        assertThat(regions.run().counts()).containsEntry(Outcome.REPLACED, 1);

        assertThat(histories(regions.west)).hasSize(1);
        assertThat(histories(regions.north))
                .filteredOn(sql -> !sql.contains("UNION ALL"))
                .allMatch(sql -> sql.contains("`t2`"));
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            names = {"PERMISSION", "NOT_FOUND", "INVALID", "UNAVAILABLE", "TIMEOUT", "RATE_LIMITED", "PROTOCOL"})
    void aTableThatCannotBeReadFailsAloneAtEitherSide(FailureCategory category) {
        replicate(5);
        for (RegionTwin side : List.of(regions.west, regions.north)) {
            regions.west.commit(ObjectName.parse(table(1)), "WRITE", "alice", null, "of " + side.name);
            regions.west.commit(ObjectName.parse(table(2)), "WRITE", "alice", null, "of " + side.name);
            side.fail(call -> call.startsWith("sql DESCRIBE HISTORY `gold`.`s`.`t2`"), category, "no log");

            SyncReport report = regions.run();

            assertThat(report.failed())
                    .extracting(
                            failed -> failed.object().toString(),
                            failed -> failed.failure().category(),
                            failed -> failed.failure().message().contains("no log"))
                    .containsExactly(tuple(table(2), category.word(), true));
            assertThat(contentOf(table(1))).isEqualTo("of " + side.name);
            side.heal();
            assertThat(regions.run().result()).isEqualTo(RunResult.SUCCEEDED);
            assertThat(contentOf(table(2))).isEqualTo("of " + side.name);
        }
    }

    @Test
    void aWorkspaceThatTakesNoHistoryInAQueryIsAskedTableByTable() {
        replicate(5);
        regions.north.refusesHistoriesInQueries = true;
        assertThat(regions.run().counts()).containsEntry(Outcome.KEPT, 7);
        assertThat(histories(regions.west)).hasSize(1);
        forget();

        assertThat(regions.run().counts()).containsEntry(Outcome.KEPT, 7);

        assertThat(histories(regions.west))
                .as("remembered of that workspace alone")
                .hasSize(1);
        assertThat(histories(regions.north)).hasSize(5).allMatch(sql -> sql.startsWith("DESCRIBE "));
    }

    private static String table(int i) {
        return "gold.s.t" + i;
    }

    private void forget() {
        regions.west.statements.submitted.clear();
        regions.north.statements.submitted.clear();
    }

    private static List<String> histories(RegionTwin side) {
        return side.statements.submitted.stream()
                .filter(sql -> sql.contains("DESCRIBE HISTORY"))
                .toList();
    }

    private String contentOf(String table) {
        List<RegionTwin.Commit> commits = regions.north.history(ObjectName.parse(table));
        return commits.get(commits.size() - 1).content();
    }
}
