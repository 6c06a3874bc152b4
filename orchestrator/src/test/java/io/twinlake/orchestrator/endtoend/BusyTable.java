package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API's table with many commits, taken through its whole life: synced, left by a forced move, searched for what was stranded, and back home. */
final class BusyTable {
    private static final String WEST = "westeurope";
    private static final String NORTH = "northeurope";
    private static final String TABLE = "gold.api.customer_summary";

    /** No history of more than a few hundred commits comes in one answer. */
    private static final Pattern LIMIT = Pattern.compile("DESCRIBE HISTORY `gold`\\S+ LIMIT (\\d+)");

    private final TwoRegions regions;
    private final int commits;
    private final Replication gold;
    private final long before;

    /** @param commits how many the table has before its first sync; a tenth of that are stranded */
    BusyTable(TwoRegions regions, Path folder, int commits) throws Exception {
        this.regions = regions;
        this.commits = commits;
        this.before = regions.calls().lines().count();
        regions.set("inline-bytes", "20000");
        Path file = regions.configuration(folder, "gold");
        String probed = Files.readString(file)
                .lines()
                .filter(line -> line.contains("probe:"))
                .map(line -> line.substring(line.lastIndexOf('/') + 1).strip())
                .findFirst()
                .orElseThrow();
        regions.primary().run("DROP CATALOG IF EXISTS gold CASCADE");
        regions.secondary().run("DROP CATALOG IF EXISTS gold CASCADE");
        regions.primary().catalog("gold", regions.lake() + "/gold");
        regions.primary()
                .run(
                        "CREATE SCHEMA gold.api",
                        "CREATE TABLE " + TABLE + " AS SELECT * FROM VALUES ('" + probed
                                + "', 'first'), ('c-2', 'second') AS row(id, score)",
                        "GRANT USE CATALOG ON CATALOG gold TO `api-readers`",
                        "GRANT USE SCHEMA, SELECT ON SCHEMA gold.api TO `api-readers`");
        gold = new Replication(regions, folder, "gold");
    }

    void livesThroughAForcedMove() throws Exception {
        regions.commits(TABLE, commits);
        assertExit(0, gold.sync());
        regions.commits(TABLE, commits / 10);
        regions.primary().run("UPDATE " + TABLE + " SET score = 'stranded' WHERE score = 'second'");
        regions.fault("--region", WEST, "down");
        try {
            assertExit(0, gold.run(MoveWords.forced(NORTH, "-o", "json")));
            regions.secondary().run("INSERT INTO " + TABLE + " VALUES ('c-3', 'born in the north')");
        } finally {
            regions.fault("clear");
        }
        regions.set("history-in-queries", "0");
        Ended undecided = gold.run(MoveWords.failback("-o", "json"));
        regions.set("history-in-queries", "1");
        assertExit(6, undecided);
        assertThat(undecided.out()).contains(TABLE);

        assertExit(0, gold.run(MoveWords.failback("--stranded", "discard", "-o", "json")));

        assertThat(scores(regions.primary())).containsExactly("born in the north", "first", "second");
        assertExit(0, gold.sync());
        assertThat(scores(regions.secondary())).isEqualTo(scores(regions.primary()));
        assertThat(gold.run("verify", "--tier", "checksums").exit()).isZero();
    }

    /** The product asked for what was stranded, both ways, and never for what came before it. */
    void assertAskedAsFarAsNeeded() {
        List<String> histories =
                calls().stream().filter(line -> LIMIT.matcher(line).find()).toList();
        assertThat(histories).isNotEmpty().allMatch(line -> limit(line) < commits, "fewer than " + commits);
        assertThat(histories)
                .filteredOn(line -> limit(line) > commits / 10)
                .as("the stranded ones")
                .anyMatch(line -> line.contains("\"statement\":\"SELECT version"))
                .anyMatch(line -> line.contains("\"statement\":\"DESCRIBE HISTORY"));
        assertThat(calls()).as("by links").anyMatch(line -> line.contains("/external-results/"));
    }

    private static long limit(String line) {
        Matcher limit = LIMIT.matcher(line);
        assertThat(limit.find()).as(line).isTrue();
        return Long.parseLong(limit.group(1));
    }

    /** The calls of the product since this table was made. */
    private List<String> calls() {
        return regions.calls()
                .lines()
                .skip(before)
                .filter(line -> line.contains("\"actor\":\"twinlake\""))
                .toList();
    }

    private static void assertExit(int code, Ended ended) {
        assertThat(ended.exit()).as(ended.out() + ended.err()).isEqualTo(code);
    }

    private static List<String> scores(RegionSql region) {
        return region.query("SELECT score FROM " + TABLE + " ORDER BY score").stream()
                .map(row -> row.get(0))
                .toList();
    }
}
