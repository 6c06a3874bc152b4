package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sync of many tables asks of the warehouses where nothing changed, as the sandbox's log of every call has it. */
class UnchangedTablesTest {
    private static final int TABLES = 60;

    /** Which tables have keys, and the tags. */
    private static final int OF_THE_CATALOG = 2;

    @TempDir
    Path folder;

    private TwoRegions regions;

    @AfterEach
    void putBack() throws Exception {
        regions.set("--reset");
    }

    @Test
    void costAStatementForFiftyTablesAtMostAndOneEachWhereNoQueryTakesAHistory() throws Exception {
        regions = TwoRegions.shared();
        Replication many = many();
        assertDone(many.sync());

        ProductCalls calls = ProductCalls.fromNowOn(regions);
        assertDone(many.sync());
        for (RegionSql region : List.of(regions.primary(), regions.secondary())) {
            assertThat(histories(calls, region)).as(region.name()).hasSizeLessThanOrEqualTo((TABLES + 49) / 50);
            assertThat(statements(calls, region))
                    .as(region.name())
                    .hasSizeLessThanOrEqualTo((TABLES + 49) / 50 + OF_THE_CATALOG);
        }

        regions.set("history-in-queries", "0");
        calls = ProductCalls.fromNowOn(regions);
        assertDone(many.sync());
        for (RegionSql region : List.of(regions.primary(), regions.secondary())) {
            assertThat(histories(calls, region))
                    .as("a refusal in " + region.name())
                    .hasSize(1 + TABLES)
                    .filteredOn(sql -> sql.startsWith("DESCRIBE HISTORY "))
                    .hasSize(TABLES);
        }

        regions.set("--reset");
        regions.primary().run("INSERT INTO many_tables.s.t7 VALUES (7)");
        assertDone(many.sync());
        assertThat(regions.secondary().query("SELECT id FROM many_tables.s.t7")).isEqualTo(List.of(List.of("7")));
    }

    private Replication many() {
        regions.configuration(folder, "many_tables");
        regions.primary().catalog("many_tables", regions.lake() + "/many_tables");
        regions.primary().run("CREATE SCHEMA many_tables.s", "CREATE TABLE many_tables.s.`union-all` (id INT)");
        IntStream.range(1, TABLES)
                .forEach(i -> regions.primary().run("CREATE TABLE many_tables.s.t" + i + " (id INT)"));
        return new Replication(regions, folder, "many_tables");
    }

    private static List<String> histories(ProductCalls calls, RegionSql region) {
        return statements(calls, region).stream()
                .filter(sql -> sql.contains("DESCRIBE HISTORY"))
                .toList();
    }

    private static List<String> statements(ProductCalls calls, RegionSql region) {
        return calls
                .of(call -> call.path("region").asText().equals(region.name()) && call.hasNonNull("statement"))
                .stream()
                .map(call -> call.path("statement").asText())
                .toList();
    }

    private static void assertDone(Ended sync) {
        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
    }
}
