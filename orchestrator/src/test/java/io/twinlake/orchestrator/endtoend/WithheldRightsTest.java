package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every right that {@code twinlake permissions} asks for, withheld by itself before each command that may need it: the command says what is missing
 * or leaves nothing undone, takes nothing away, and is followed by one that finishes once the right is there.
 */
@Tag("faults")
class WithheldRightsTest {
    /** Two tables, one of them external, two views, a function, the schema and the catalog. */
    private static final int OBJECTS = 9;

    /** Rights that no sync needs: a function's text is told to whoever manages it, and jobs are a move's. */
    private static final Set<String> NOT_FOR_A_SYNC = Set.of("EXECUTE", "BROWSE", "CAN_MANAGE");

    private static final String RECIPIENTS = "/api/2.1/unity-catalog/recipients";

    /** A move whose sync leaves objects behind has failed, for whatever reason each of them was left. */
    private static final List<Integer> MOVES_REFUSED = List.of(1, 4, 6, 8);

    @TempDir
    Path folder;

    private TwoRegions regions;

    @BeforeAll
    static void leftOut() {
        FirstSlice.assumeNoFamilies();
    }

    @BeforeEach
    void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @AfterEach
    void putBack() {
        regions.putJobsBack();
    }

    @TestFactory
    Stream<DynamicTest> ofASync() throws Exception {
        return numbered("of_sync", "one-way", this::aSync);
    }

    private void aSync(WithheldRight right, String catalog) throws Exception {
        Replication group = group(catalog).withoutEndpoints();
        letHimOnlyRead(catalog);
        if (right.privilege().equals("USE RECIPIENT")) {
            introduce(regions.primary(), regions.secondary());
        }
        boolean first = right.isOnCatalog() && right.region().name().equals(MovedGroup.NORTH) || isSynced(group, right);
        assertThat(group.sync().exit()).isZero();
        Set<String> held = atReplica(catalog);
        change(regions.primary(), catalog);

        boolean next = isSynced(group, right);

        assertThat(atReplica(catalog)).as("what was at the replica").containsAll(held);
        assertThat(group.sync().exit()).isZero();
        group.assertInSync(OBJECTS + 1);
        assertThat(first && next)
                .as("whether a sync needs no " + right)
                .isEqualTo(NOT_FOR_A_SYNC.contains(right.missing()));
    }

    /** Whether a sync did all that it had to do without a right; where it did not, it has said so. */
    private static boolean isSynced(Replication group, WithheldRight right) throws Exception {
        Ended ended = without(right, group, "sync", "-o", "json");
        if (ended.exit() == 0 && ended.document().path("unknown").isEmpty()) {
            assertThat(group.run("plan", "-o", "json").exit())
                    .as("left undone without a word, for want of " + right + ": " + ended.out())
                    .isZero();
            return true;
        }
        assertThat(ended.exit()).as(right + ": " + ended.out() + ended.err()).isIn(0, 4, 8);
        assertThat(ended.out() + ended.err()).contains(right.missing()).containsIgnoringCase(right.called());
        return false;
    }

    @TestFactory
    Stream<DynamicTest> ofAMoveThereAndBack() throws Exception {
        return numbered("of_move", "there-and-back", this::aMove);
    }

    private void aMove(WithheldRight right, String catalog) throws Exception {
        Replication group = group(catalog).withoutEndpoints();
        assertThat(group.sync().exit()).isZero();
        for (String[] move : List.of(MoveWords.planned(MovedGroup.NORTH), MoveWords.failback())) {
            Ended ended = without(right, group, move);
            if (ended.exit() != 0) {
                assertThat(ended.exit())
                        .as(right + ": " + ended.out() + ended.err())
                        .isIn(MOVES_REFUSED);
                assertThat(ended.out() + ended.err()).contains(right.missing()).containsIgnoringCase(right.called());
                Ended again = group.run(move);
                assertThat(again.exit()).as(again.out() + again.err()).isZero();
            }
        }
        assertThat(group.sync().exit()).isZero();
        group.assertInSync(OBJECTS);
        regions.putJobsBack();
    }

    private static Ended without(WithheldRight right, Replication group, String... command) throws Exception {
        right.withhold();
        try {
            return group.run(command);
        } finally {
            right.give();
        }
    }

    private static void change(RegionSql source, String catalog) {
        String schema = catalog + ".s";
        source.run(
                "INSERT INTO " + schema + ".orders VALUES (2, 'b')",
                "CREATE TABLE " + schema + ".more AS SELECT 1 AS id",
                "COMMENT ON TABLE " + schema + ".items IS 'changed'",
                "CREATE OR REPLACE VIEW " + schema + ".names AS SELECT name, id FROM " + schema + ".orders",
                "GRANT SELECT ON TABLE " + schema + ".items TO `api-readers`");
    }

    /** What the replica holds, and who may do what with it. */
    private Set<String> atReplica(String catalog) {
        RegionSql replica = regions.secondary();
        Set<String> held = new TreeSet<>();
        replica.query("SHOW TABLES IN " + catalog + ".s").forEach(row -> held.add("table " + row.get(1)));
        replica.query("SELECT id FROM " + catalog + ".s.orders").forEach(row -> held.add("order " + row.get(0)));
        replica.query("SHOW GRANTS ON TABLE " + catalog + ".s.orders").forEach(row -> held.add("grant " + row));
        return held;
    }

    /** A catalog with an external table, in regions that do not know each other yet. */
    private Replication group(String catalog) throws Exception {
        for (RegionSql region : List.of(regions.primary(), regions.secondary())) {
            region.get(RECIPIENTS)
                    .path("recipients")
                    .forEach(recipient -> region.delete(
                            RECIPIENTS + "/" + recipient.path("name").asText()));
        }
        Path own = Files.createDirectories(folder.resolve(catalog));
        Replication group = Replication.seeded(regions, own, catalog);
        regions.primary()
                .run(
                        "CREATE TABLE " + catalog + ".s.outside (id INT) USING DELTA LOCATION '" + regions.lake()
                                + "/outside/" + catalog + "'",
                        "GRANT SELECT ON TABLE " + catalog + ".s.orders TO `api-readers`");
        return group;
    }

    /** At the source, as it is enough one way. */
    private void letHimOnlyRead(String catalog) {
        String twinlake = "`" + regions.primary().principal("twinlake") + "`";
        regions.primary()
                .run(
                        "REVOKE ALL PRIVILEGES, MANAGE ON CATALOG " + catalog + " FROM " + twinlake,
                        "GRANT USE CATALOG, USE SCHEMA, SELECT, EXECUTE, BROWSE, MANAGE ON CATALOG " + catalog + " TO "
                                + twinlake);
    }

    /** Somebody else makes one region known to the other. */
    private static void introduce(RegionSql provider, RegionSql recipient) {
        String metastore = recipient
                .get("/api/2.1/unity-catalog/metastore_summary")
                .path("global_metastore_id")
                .asText();
        provider.post(
                RECIPIENTS,
                Map.of(
                        "name",
                        "made_by_hand",
                        "authentication_type",
                        "DATABRICKS",
                        "data_recipient_global_metastore_id",
                        metastore));
    }

    private interface Case {
        void of(WithheldRight right, String catalog) throws Exception;
    }

    private Stream<DynamicTest> numbered(String prefix, String direction, Case test) throws Exception {
        Replication group = group(prefix);
        if (direction.equals("one-way")) {
            letHimOnlyRead(prefix);
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (WithheldRight right : WithheldRight.all(regions, group, direction)) {
            String catalog = prefix + tests.size();
            if (right.toString().matches("(?s).*" + FirstSlice.only() + ".*")) {
                tests.add(DynamicTest.dynamicTest(right.toString(), () -> test.of(right.on(catalog), catalog)));
            }
        }
        return tests.stream();
    }
}
