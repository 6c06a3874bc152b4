package io.twinlake.catalogsync.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.kind.Listing;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sharing.ShareNames;
import io.twinlake.clients.databricks.sharing.Sharing;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.epoch.EpochGuard;
import io.twinlake.ledger.state.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said to the shares of a catalog, by what is in them and which tables are to be. */
class EnsureSharedTest {
    private static final String SHARE = "twinlake_gold_gold";
    private static final String OTHER = "the other region";
    private static final long WHEN = GoldSituation.NOW.toEpochMilli();

    private final Sharing sharing = mock(Sharing.class);
    private final Map<String, ObjectNode> there = new TreeMap<>();
    private final Map<String, List<List<String>>> updates = new TreeMap<>();
    private int mostTables = Integer.MAX_VALUE;
    private int mostSchemas = Integer.MAX_VALUE;
    private EnsureShared shared;

    @BeforeEach
    void setUp() {
        Workspace workspace = mock(Workspace.class);
        when(workspace.sharing()).thenReturn(sharing);
        when(sharing.shares()).thenAnswer(call -> there.values().stream());
        when(sharing.findShare(any())).thenAnswer(call -> Optional.ofNullable(there.get(call.<String>getArgument(0))));
        when(sharing.createShare(any(), any())).thenAnswer(call -> {
            share(call.getArgument(0)).put("comment", call.<String>getArgument(1));
            return there.get(call.<String>getArgument(0));
        });
        when(sharing.updateShare(any(), any())).thenAnswer(call -> update(call.getArgument(0), call.getArgument(1)));
        shared = new EnsureShared(new GuardedWorkspace(
                workspace, mock(EpochGuard.class), new GoldSituation().made().standing()));
    }

    private ObjectNode update(String share, List<ObjectNode> changes) {
        List<String> said = changes.stream().map(EnsureSharedTest::told).toList();
        updates.computeIfAbsent(share, first -> new ArrayList<>()).add(said);
        if (said.stream().anyMatch(update -> update.contains("refused"))) {
            throw failure(FailureCategory.INVALID);
        }
        if (said.stream().anyMatch(update -> update.contains("filtered"))) {
            throw new ClientException(
                    FailureCategory.INVALID,
                    "update share",
                    SHARE,
                    "INVALID_PARAMETER_VALUE",
                    "Table gold.s.filtered has row level security or column masks, which is not supported by Delta Sharing.",
                    null);
        }
        List<ObjectNode> objects = new ArrayList<>();
        there.get(share).path("objects").forEach(object -> objects.add((ObjectNode) object));
        changes.stream()
                .filter(change -> change.path("action").asText().equals("REMOVE"))
                .map(change -> change.at("/data_object/name"))
                .forEach(
                        removed -> objects.removeIf(object -> object.get("name").equals(removed)));
        changes.stream()
                .filter(change -> change.path("action").asText().equals("ADD"))
                .forEach(change -> objects.add((ObjectNode) change.get("data_object")));
        long schemas = objects.stream()
                .map(object -> object.path("shared_as").asText().split("\\.")[0])
                .distinct()
                .count();
        if (objects.size() > mostTables || schemas > mostSchemas) {
            throw failure(FailureCategory.LIMIT);
        }
        there.get(share).putArray("objects").addAll(objects);
        return there.get(share);
    }

    /** A table as its source has it, what the share has of it, and what is said to the share. */
    static Stream<Arguments> says() {
        return Stream.of(
                argumentSet("not in it", table("t", WHEN), null, List.of("ADD gold.s.t AS s.t ENABLED since 5")),
                argumentSet(
                        "in it since it was created",
                        table("t", WHEN),
                        inShare("gold.s.t", WHEN, "ENABLED"),
                        List.of()),
                argumentSet(
                        "in it under another spelling",
                        table("t", WHEN),
                        inShare("GOLD.s.T", WHEN, "ENABLED"),
                        List.of()),
                argumentSet(
                        "spelt otherwise at the source",
                        table("T", WHEN),
                        inShare("gold.s.t", WHEN, "ENABLED"),
                        List.of()),
                argumentSet(
                        "in it without its history",
                        table("t", WHEN),
                        inShare("gold.s.t", WHEN, "DISABLED"),
                        List.of("UPDATE gold.s.t ENABLED")),
                argumentSet(
                        "in it, and nobody says whether with its history",
                        table("t", WHEN),
                        inShare("gold.s.t", WHEN, null),
                        List.of("UPDATE gold.s.t ENABLED")),
                argumentSet(
                        "dropped and created since it was added, so under an alias that nobody was told before",
                        table("t", WHEN + 1),
                        inShare("gold.s.t", WHEN, "ENABLED"),
                        List.of(
                                "REMOVE gold.s.t",
                                "ADD gold.s.t AS " + ShareNames.alias(ObjectName.parse("gold.s.t"), "id of gold.s.t")
                                        + " ENABLED since 5")),
                argumentSet(
                        "created nobody knows when", table("t", null), inShare("gold.s.t", WHEN, "ENABLED"), List.of()),
                argumentSet(
                        "added nobody knows when", table("t", WHEN), inShare("gold.s.t", null, "ENABLED"), List.of()),
                argumentSet(
                        "beside another",
                        table("t", WHEN),
                        inShare("gold.s.another", WHEN, "ENABLED"),
                        List.of("ADD gold.s.t AS s.t ENABLED since 5")),
                argumentSet(
                        "of a name that no alias may have",
                        table("daily-load", WHEN),
                        null,
                        List.of("ADD gold.s.daily-load AS " + ShareNames.alias(ObjectName.parse("gold.s.daily-load"))
                                + " ENABLED since 5")));
    }

    @ParameterizedTest
    @MethodSource
    void says(Securable table, @Nullable ObjectNode object, List<String> said) {
        holds(object);

        assertThat(EnsureShared.isMissing(shares(), table)).isEqualTo(!said.isEmpty());
        assertThat(shared.ensure(shares(), List.of(table), Map.of(table.name(), 5L), OTHER))
                .isEmpty();

        // Each an update of its own: the platform refuses one that names a table twice.
        assertThat(updates.get(SHARE))
                .isEqualTo(said.isEmpty() ? null : said.stream().map(List::of).toList());
    }

    @Test
    void missesEveryTableWhereThereIsNoShare() {
        assertThat(EnsureShared.isMissing(shares(), table("a", WHEN))).isTrue();
    }

    @Test
    void seesATableUnderTheAliasThatItsShareGivesIt() {
        holds(inShare("gold.s.t", WHEN, "ENABLED").put("shared_as", "s.t_1"));

        assertThat(shares().mounted(ObjectName.parse("gold.s.t"))).hasValue(ObjectName.of(SHARE, "s", "t_1"));
        assertThat(shares().mounted(ObjectName.parse("gold.s.u"))).isEmpty();
    }

    @Test
    void addsAHundredAtATime() {
        ensure(tables(201, WHEN));

        assertThat(updates.get(SHARE)).extracting(List::size).containsExactly(100, 100, 1);
    }

    @Test
    void takesOutAllThatWereDroppedBeforeItAddsWhatHasTheirNames() {
        holds(inShare("gold.s.t0", WHEN, "ENABLED"));
        holds(inShare("gold.s.t1", WHEN, "ENABLED"));

        ensure(tables(3, WHEN + 1));

        assertThat(updates.get(SHARE)).hasSize(2);
        assertThat(updates.get(SHARE).get(0)).containsExactly("REMOVE gold.s.t0", "REMOVE gold.s.t1");
        assertThat(updates.get(SHARE).get(1)).hasSize(3).allMatch(update -> update.startsWith("ADD "));
    }

    @Test
    void addsNothingUnderANameThatCouldNotBeMadeFree() {
        holds(inShare("gold.s.refused", WHEN, "ENABLED"));
        holds(inShare("gold.s.t", WHEN, "ENABLED"));

        assertThat(ensure(List.of(table("refused", WHEN + 1), table("t", WHEN + 1), table("u", WHEN))))
                .containsOnlyKeys(ObjectName.parse("gold.s.refused"));

        List<String> added = updates.get(SHARE).get(updates.get(SHARE).size() - 1);
        assertThat(added)
                .hasSize(2)
                .allMatch(update -> update.startsWith("ADD "))
                .noneMatch(update -> update.contains("refused"));
    }

    @Test
    void namesTheTableForWhichABatchIsRefusedAndAddsTheOthers() {
        assertThat(ensure(List.of(table("a", WHEN), table("refused", WHEN), table("c", WHEN))))
                .hasSize(1)
                .hasEntrySatisfying(
                        ObjectName.parse("gold.s.refused"),
                        failure -> assertThat(failure.category()).isEqualTo(FailureCategory.INVALID.word()));

        assertThat(updates.get(SHARE))
                .containsExactly(
                        List.of(
                                "ADD gold.s.a AS s.a ENABLED",
                                "ADD gold.s.refused AS s.refused ENABLED",
                                "ADD gold.s.c AS s.c ENABLED"),
                        List.of("ADD gold.s.a AS s.a ENABLED"),
                        List.of("ADD gold.s.refused AS s.refused ENABLED"),
                        List.of("ADD gold.s.c AS s.c ENABLED"));
    }

    @Test
    void saysWhatHelpsWhereThePlatformHidesRowsOfATable() {
        assertThat(ensure(List.of(table("a", WHEN), table("filtered", WHEN))).values())
                .singleElement()
                .satisfies(failure -> {
                    assertThat(failure.category()).isEqualTo("invalid");
                    assertThat(failure.message())
                            .contains("table gold.s.filtered is not protected", "row level security");
                    assertThat(failure.next()).contains("EXCEPT", "is then unfiltered");
                });
    }

    /** A table that was made anew goes back into its own share, full or not, and the one that is refused is named. */
    @Test
    void comesToAnEndWhereAFullShareHasTablesThatWereMadeAnew() {
        for (String table : List.of("a", "b", "refused")) {
            share(SHARE)
                    .withArrayProperty("objects")
                    .add(inShare("gold.s." + table, WHEN, "ENABLED").put("shared_as", "s." + table));
        }
        mostTables = 3;

        Map<ObjectName, Failure> failures =
                ensure(List.of(table("new", WHEN), table("a", WHEN + 1), table("refused", WHEN + 1)));

        assertThat(failures).containsOnlyKeys(ObjectName.parse("gold.s.refused"));
        assertThat(tablesByShare()).containsExactly(Map.entry(SHARE, 3), Map.entry(SHARE + "_2", 1));
    }

    @Test
    void opensAnotherShareBeforeOneHasMoreTablesThanThePlatformTakes() {
        ensure(tables(1_001, WHEN));

        assertThat(tablesByShare()).containsExactly(Map.entry(SHARE, 1_000), Map.entry(SHARE + "_2", 1));
        verify(sharing).grantShare(SHARE + "_2", OTHER);
    }

    @Test
    void opensAnotherShareBeforeOneHasMoreSchemasThanThePlatformTakes() {
        List<Securable> tables = IntStream.range(0, 501)
                .mapToObj(number -> table("s" + number, "t", WHEN))
                .toList();

        ensure(tables);
        ensure(List.of(table("s0", "u", WHEN)));

        assertThat(tablesByShare()).containsExactly(Map.entry(SHARE, 501), Map.entry(SHARE + "_2", 1));
    }

    @Test
    void goesOnInAnotherShareWhereThePlatformTakesFewerTables() {
        mostTables = 3;

        assertThat(ensure(tables(7, WHEN))).isEmpty();

        assertThat(tablesByShare())
                .containsExactly(Map.entry(SHARE, 3), Map.entry(SHARE + "_2", 3), Map.entry(SHARE + "_3", 1));
    }

    @Test
    void fillsAShareThatTakesNoMoreSchemasWithTablesOfThoseItHas() {
        mostSchemas = 1;

        assertThat(ensure(List.of(table("a", "t", WHEN), table("b", "t", WHEN), table("a", "u", WHEN))))
                .isEmpty();

        assertThat(tablesByShare()).containsExactly(Map.entry(SHARE, 2), Map.entry(SHARE + "_2", 1));
    }

    @Test
    void namesATableThatNotEvenAShareOfItsOwnTakes() {
        mostTables = 0;

        assertThat(ensure(List.of(table("a", WHEN), table("b", WHEN))).values())
                .extracting(Failure::category)
                .containsExactly("limit", "limit");
    }

    /** What comes and goes moves nothing: a clone goes on where it was, whatever the share's number. */
    @Test
    void leavesEveryTableInTheShareWhereItIs() {
        mostTables = 2;
        ensure(tables(5, WHEN));
        mostTables = Integer.MAX_VALUE;
        updates.clear();

        ensure(Stream.concat(Stream.of(table("a", WHEN)), tables(5, WHEN).stream())
                .toList());

        assertThat(updates).containsOnly(Map.entry(SHARE, List.of(List.of("ADD gold.s.a AS s.a ENABLED"))));
        assertThat(shares().mounted(ObjectName.parse("gold.s.t4"))).hasValue(ObjectName.of(SHARE + "_3", "s", "t4"));
    }

    /** Up to now {@code a_b} and {@code c} had a share of the name of {@code a} and {@code b_c}. */
    @Test
    void goesOnInAShareOfTheFormerNameThatHoldsTablesOfItsCatalog() {
        holds("twinlake_gold_a_b", inShare("a_b.s.t", WHEN, "ENABLED"));

        shared.ensure(shares("a_b"), List.of(named("a_b.s.t", WHEN), named("a_b.s.u", WHEN)), Map.of(), OTHER);

        assertThat(updates)
                .containsOnly(Map.entry("twinlake_gold_a_b", List.of(List.of("ADD a_b.s.u AS s.u ENABLED"))));
    }

    /** A share of the former name may hold another catalog's table of the same schema and name. */
    @Test
    void putsATableWhoseAliasIsTakenIntoAnotherShare() {
        holds("twinlake_gold_a_b", inShare("a_b.s.u", WHEN, "ENABLED"));
        holds("twinlake_gold_a_b", inShare("b.s.t", WHEN, "ENABLED"));

        shared.ensure(shares("a_b"), List.of(named("a_b.s.t", WHEN)), Map.of(), OTHER);

        assertThat(updates).containsOnlyKeys(ShareNames.share(GoldSituation.GROUP, "a_b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"b.s.t", ""})
    void leavesAShareAloneThatIsAnotherCatalogs(String object) {
        holds("twinlake_gold_a_b", object.isEmpty() ? null : inShare(object, WHEN, "ENABLED"));
        there.get("twinlake_gold_a_b").put("comment", "Made by Twinlake: tables of b for failover group gold_a");

        shared.ensure(shares("a_b"), List.of(named("a_b.s.t", WHEN)), Map.of(), OTHER);

        assertThat(updates).containsOnlyKeys(ShareNames.share(GoldSituation.GROUP, "a_b"));
    }

    @Test
    void makesAShareOnlyWhereThereIsNoneAndLetsItBeReadAnyway() {
        holds(inShare("gold.s.t", WHEN, "ENABLED"));
        ensure(List.of(table("t", WHEN)));
        shared.ensure(shares("silver"), List.of(named("silver.s.t", WHEN)), Map.of(), OTHER);

        verify(sharing, never()).createShare(eq(SHARE), anyString());
        verify(sharing).grantShare(SHARE, OTHER);
        verify(sharing).createShare(eq("twinlake_gold_silver"), anyString());
        verify(sharing).grantShare("twinlake_gold_silver", OTHER);
    }

    @Test
    void takesAShareThatSomebodyMadeMeanwhile() {
        doAnswer(call -> {
                    share(call.getArgument(0));
                    throw failure(FailureCategory.CONFLICT);
                })
                .when(sharing)
                .createShare(any(), any());

        assertThat(ensure(List.of(table("t", WHEN)))).isEmpty();

        verify(sharing).grantShare(SHARE, OTHER);
    }

    @Test
    void letsNobodyReadAShareThatItCouldNotMake() {
        doThrow(failure(FailureCategory.PERMISSION)).when(sharing).createShare(any(), any());

        assertThat(ensure(List.of(table("t", WHEN))).values())
                .extracting(Failure::category)
                .containsExactly("permission");

        verify(sharing, never()).grantShare(any(), any());
    }

    private Map<ObjectName, Failure> ensure(List<Securable> tables) {
        return shared.ensure(shares(), tables, Map.of(), OTHER);
    }

    private CatalogShares shares() {
        return shares("gold");
    }

    private CatalogShares shares(String catalog) {
        return CatalogShares.read(sharing, GoldSituation.GROUP, catalog);
    }

    private Map<String, Integer> tablesByShare() {
        Map<String, Integer> tables = new TreeMap<>();
        there.forEach((name, share) -> tables.put(name, share.path("objects").size()));
        return tables;
    }

    private void holds(@Nullable ObjectNode object) {
        holds(SHARE, object);
    }

    private void holds(String share, @Nullable ObjectNode object) {
        share(share);
        if (object != null) {
            there.get(share).withArray("objects").add(object);
        }
    }

    private ObjectNode share(String name) {
        return there.computeIfAbsent(
                name, absent -> JsonNodeFactory.instance.objectNode().put("name", name));
    }

    private static List<Securable> tables(int number, long createdAt) {
        return IntStream.range(0, number)
                .mapToObj(each -> table("t" + each, createdAt))
                .toList();
    }

    private static Securable table(String name, @Nullable Long createdAt) {
        return table("s", name, createdAt);
    }

    private static Securable table(String schema, String name, @Nullable Long createdAt) {
        return named("gold." + schema + "." + name, createdAt);
    }

    private static Securable named(String name, @Nullable Long createdAt) {
        ObjectNode json = GoldObjects.json(GoldObjects.key(SecurableKind.TABLE, name));
        return Listing.TABLES.read(json.put("created_at", createdAt).put("table_id", "id of " + name));
    }

    private static ObjectNode inShare(String name, @Nullable Long addedAt, @Nullable String history) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("added_at", addedAt)
                .put("history_data_sharing_status", history);
    }

    private static String told(ObjectNode update) {
        ObjectNode object = (ObjectNode) update.get("data_object");
        return (update.path("action").asText() + " " + object.path("name").asText()
                        + (object.has("shared_as")
                                ? " AS " + object.path("shared_as").asText()
                                : "")
                        + " " + object.path("history_data_sharing_status").asText()
                        + (object.has("start_version") ? " since " + object.path("start_version") : ""))
                .strip();
    }

    private static ClientException failure(FailureCategory category) {
        return new ClientException(category, "update share", SHARE, null, "refused", null);
    }
}
