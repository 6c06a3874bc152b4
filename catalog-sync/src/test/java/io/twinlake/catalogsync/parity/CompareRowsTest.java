package io.twinlake.catalogsync.parity;

import static io.twinlake.catalogsync.situation.GoldObjects.key;
import static io.twinlake.catalogsync.situation.GoldSituation.version;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a table's rows, by the numbers that both sides answer. */
class CompareRowsTest {
    private static final SecurableKey TABLE = key(SecurableKind.TABLE);
    private static final List<@Nullable String> ROWS = List.of("3", "2", "17", "5");
    private static final List<@Nullable String> CHANGED = List.of("3", "2", "18", "4");
    private static final List<@Nullable String> EMPTY = asList("0", "0", null, null);

    private final TwoWarehouses warehouses = new TwoWarehouses();

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("equal", ROWS, ROWS, ""),
                argumentSet("empty on both sides", EMPTY, EMPTY, ""),
                argumentSet(
                        "one row less",
                        ROWS,
                        List.of("2", "2", "17", "5"),
                        "rows differ: row count 3 at the source, 2 at the replica"),
                argumentSet(
                        "a value less",
                        ROWS,
                        List.of("3", "1", "17", "5"),
                        "rows differ: values in n 2 at the source, 1 at the replica"),
                argumentSet(
                        "another sum",
                        ROWS,
                        List.of("3", "2", "18", "5"),
                        "rows differ: checksum 17 at the source, 18 at the replica"),
                argumentSet(
                        "another exclusive or",
                        ROWS,
                        List.of("3", "2", "17", "4"),
                        "rows differ: second checksum 5 at the source, 4 at the replica"),
                argumentSet(
                        "emptied",
                        ROWS,
                        EMPTY,
                        "rows differ: row count 3 at the source, 0 at the replica, values in n 2 at the source, 0 at the"
                                + " replica, checksum 17 at the source, null at the replica, second checksum 5 at the"
                                + " source, null at the replica"));
    }

    @ParameterizedTest
    @MethodSource
    void judges(List<@Nullable String> there, List<@Nullable String> here, String difference) {
        warehouses.checksums(there, here);

        assertThat(difference(GoldSituation.replicatedWhole(TABLE), Tier.CHECKSUMS))
                .isEqualTo(difference);
    }

    @Test
    void countsAloneWhereNoMoreIsAsked() {
        warehouses.counting("3", "2");

        assertThat(difference(GoldSituation.replicatedWhole(TABLE).served(TABLE), Tier.COUNTS))
                .isEqualTo("rows differ: row count 3 at the source, 2 at the replica");
        assertThat(warehouses.askedOfSource).singleElement().asString().doesNotContain("xxhash64");
        assertThat(warehouses.askedOfReplica).singleElement().asString().doesNotContain("xxhash64");
    }

    /** Whoever wrote to the replica, its rows are served: they are what is compared, with what was replicated. */
    @ParameterizedTest
    @MethodSource
    void comparesWhatWasReplicatedWithWhatIsServed(Tier tier) {
        warehouses.checksums(ROWS, ROWS);
        GoldSituation moved = GoldSituation.replicatedWhole(TABLE)
                .sourceStandsAt(TABLE, version(9, "WRITE", "alice"))
                .replicaStandsAt(TABLE, version(8, "MERGE", "mallory"));

        difference(moved, tier);

        assertThat(warehouses.askedOfSource).singleElement().asString().contains("FROM `gold`.`s`.`t` VERSION AS OF 5");
        assertThat(warehouses.askedOfReplica)
                .singleElement()
                .asString()
                .contains("FROM `gold`.`s`.`t` VERSION AS OF 8");
    }

    static Stream<Tier> comparesWhatWasReplicatedWithWhatIsServed() {
        return Stream.of(Tier.COUNTS, Tier.CHECKSUMS);
    }

    /** The last word of a row: what is said between "rows differ" and the numbers. */
    static Stream<Arguments> namesKeys() {
        ClientException mayNot =
                new ClientException(FailureCategory.PERMISSION, "find table", "gold.s.t", null, "may not look", null);
        return Stream.of(
                keys("one that differs", it -> it.differing(List.of(row("17", false, false))), " at id = 17"),
                keys(
                        "one that only the replica has",
                        it -> it.differing(List.of(row("17", true, false))),
                        " at id = 17 (only at the replica)"),
                keys(
                        "one that only the source has",
                        it -> it.differing(List.of(row("17", false, true))),
                        " at id = 17 (only at the source)"),
                keys("as many as are named", it -> it.differing(some(5)), " at id = 1, id = 2, id = 3, id = 4, id = 5"),
                keys(
                        "more than are named",
                        it -> it.differing(some(6)),
                        " at id = 1, id = 2, id = 3, id = 4, id = 5 and more"),
                keys(
                        "of a table whose key cannot be read",
                        it -> it.undescribed(mayNot),
                        " (which ones could not be read: may not look)"),
                keys(
                        "of a table that the source does not share",
                        it -> it.sharedAs("twinlake_gold_gold"),
                        " (which ones could not be read: the source does not share the table)"),
                keys("of a table without a key", it -> it.described(GoldObjects.json(TABLE)), ""));
    }

    @ParameterizedTest
    @MethodSource
    void namesKeys(Consumer<TwoWarehouses> given, String keys) {
        warehouses.checksums(ROWS, CHANGED).described(withId()).sharedAs("twinlake_gold_gold", "s.t");
        given.accept(warehouses);

        assertThat(difference(GoldSituation.replicatedWhole(TABLE).served(TABLE), Tier.CHECKSUMS))
                .isEqualTo("rows differ" + keys
                        + ": checksum 17 at the source, 18 at the replica, second checksum 5 at the source, 4 at the"
                        + " replica");
    }

    @Test
    void namesNoKeysOfATableThatTheApiDoesNotServe() {
        warehouses.checksums(ROWS, CHANGED).described(withId()).differing(List.of(row("17", false, false)));

        assertThat(difference(GoldSituation.replicatedWhole(TABLE), Tier.CHECKSUMS))
                .startsWith("rows differ: ");
    }

    @Test
    void looksForTheKeysInWhatIsMounted() {
        warehouses
                .checksums(ROWS, CHANGED)
                .described(withId())
                .sharedAs("twinlake_gold_gold_2", "s_1.t")
                .differing(List.of(row("17", false, false)));

        difference(GoldSituation.replicatedWhole(TABLE).served(TABLE), Tier.CHECKSUMS);

        assertThat(warehouses.askedOfReplica.get(1))
                .contains("`twinlake_gold_gold_2`.`s_1`.`t` VERSION AS OF 5", "`gold`.`s`.`t` VERSION AS OF 7")
                .endsWith(" LIMIT 6");
    }

    private String difference(GoldSituation gold, Tier tier) {
        Situation situation = gold.made();
        ComparedRows rows = new CompareRows(situation, warehouses.source, warehouses.replica)
                .compare(
                        situation.pairing(TABLE).orElseThrow(),
                        situation.replica().find(TABLE).orElseThrow(),
                        tier);
        return rows instanceof ComparedRows.Different different ? different.how() : "";
    }

    private static ObjectNode withId() {
        ObjectNode table = GoldObjects.json(TABLE);
        table.withArrayProperty("columns").addObject().put("name", "id").put("type_text", "bigint");
        return table;
    }

    private static List<@Nullable String> row(String key, boolean onlyReplica, boolean onlySource) {
        return List.of(key, Boolean.toString(onlyReplica), Boolean.toString(onlySource));
    }

    private static List<List<@Nullable String>> some(int rows) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(key -> row(Integer.toString(key), false, false))
                .toList();
    }

    private static Arguments keys(String name, Consumer<TwoWarehouses> given, String keys) {
        return argumentSet(name, given, keys);
    }
}
