package io.twinlake.catalogsync.rebuild;

import static io.twinlake.catalogsync.situation.GoldObjects.commented;
import static io.twinlake.catalogsync.situation.GoldObjects.defined;
import static io.twinlake.catalogsync.situation.GoldObjects.key;
import static io.twinlake.catalogsync.situation.GoldObjects.marked;
import static io.twinlake.catalogsync.situation.GoldObjects.owned;
import static io.twinlake.catalogsync.situation.GoldObjects.unsupported;
import static io.twinlake.catalogsync.situation.GoldSituation.GROUP;
import static io.twinlake.catalogsync.situation.GoldSituation.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.clients.databricks.sql.Statements;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.ReplicaState;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which objects of two sides are found to be a pair, at which versions, and what is said of the others. */
class RecoverPairsTest {
    private static final SecurableKey TABLE = key(SecurableKind.TABLE);
    private static final SecurableKey SCHEMA = key(SecurableKind.SCHEMA);
    private static final SecurableKey DEFAULT = key(SecurableKind.SCHEMA, "gold.default");
    private static final SecurableKey VIEW = key(SecurableKind.VIEW);
    private static final SecurableKey FUNCTION = key(SecurableKind.FUNCTION);
    private static final Failure MAY_NOT = new Failure("permission", "may not look", "Grant it.");
    private static final String SOURCE_ID = GoldObjects.of(VIEW).id();

    /** The clone of version 5 made version 7. */
    private static final List<List<@Nullable String>> CLONED = List.of(clone(7, 5));

    private static final String PAIR = "a pair";
    private static final String NOTHING = "";

    private final Statements atSource = mock(Statements.class);
    private final Statements atReplica = mock(Statements.class);

    /** What is otherwise about an object. */
    interface Given extends BiConsumer<GoldSituation, SecurableKey> {}

    static Stream<Arguments> aViewOrASchema() {
        return Stream.of(
                row("that is as it was left", VIEW, (it, key) -> {}, PAIR),
                row("that is as it was left", SCHEMA, (it, key) -> {}, PAIR),
                row(
                        "that differs",
                        VIEW,
                        (it, key) -> it.changeSource(key, commented("new")),
                        "It differs from the source, and nobody can tell which side was changed: [comment: 'new' at the"
                                + " source, 'As it was' at the replica]."),
                row(
                        "whose kind bears no marker",
                        FUNCTION,
                        (it, key) -> {},
                        "A function bears no marker, so that nobody can tell who made it."),
                row("that only the source has", VIEW, (it, key) -> it.withoutReplica(key), NOTHING),
                row(
                        "of ours that only the replica has",
                        VIEW,
                        (it, key) -> it.withoutSource(key),
                        "It bears Twinlake's marker, and nothing of this name is at the source: it stays as it is."),
                row(
                        "of another's that only the replica has",
                        VIEW,
                        (it, key) -> it.withoutSource(key).changeReplica(key, marked(null)),
                        NOTHING),
                row(
                        "of another group that only the replica has",
                        VIEW,
                        (it, key) -> it.withoutSource(key)
                                .changeReplica(key, marked(Marker.of(new GroupName("silver"), SOURCE_ID))),
                        NOTHING),
                row(
                        "that the source could not read",
                        VIEW,
                        (it, key) -> it.withoutSource(key).sourceFails(key, MAY_NOT),
                        "It could not be read: may not look"),
                row(
                        "that the replica could not read",
                        VIEW,
                        (it, key) -> it.withoutReplica(key).replicaFails(key, MAY_NOT),
                        "It could not be read: may not look"),
                row(
                        "of a schema that the source could not list",
                        VIEW,
                        (it, key) -> it.withoutSource(key).sourceFails(SCHEMA, MAY_NOT),
                        "It could not be read: may not look"),
                row(
                        "of no use at the source",
                        VIEW,
                        (it, key) -> it.changeSource(key, unsupported("of no use")),
                        NOTHING),
                row(
                        "of no use at the replica",
                        VIEW,
                        (it, key) -> it.changeReplica(key, unsupported("of no use")),
                        NOTHING),
                row(
                        "without a marker",
                        VIEW,
                        (it, key) -> it.changeReplica(key, marked(null)),
                        "It bears no marker: Twinlake did not make it, or not by this version."),
                row(
                        "of another group",
                        VIEW,
                        (it, key) -> it.changeReplica(key, marked(Marker.of(new GroupName("silver"), SOURCE_ID))),
                        "Its marker names the group silver."),
                row(
                        "that was made from another source",
                        VIEW,
                        (it, key) -> it.changeReplica(
                                key, marked(Marker.of(GROUP, "another").on("replica of gold.s.v"))),
                        "Its marker names another source than the one that stands there now."),
                row(
                        "that is a copy",
                        VIEW,
                        (it, key) -> it.changeReplica(
                                key, marked(Marker.of(GROUP, SOURCE_ID).on("another"))),
                        "Its marker names another object: it is a copy that took the replica's name."),
                row(
                        "that was cut off",
                        VIEW,
                        (it, key) -> it.changeReplica(key, marked(Marker.of(GROUP, SOURCE_ID))),
                        "Its marker does not name its own id: the sync that made it was cut off."),
                row("that was the replica before a promotion", VIEW, RecoverPairsTest::turned, PAIR),
                row("of ours that the platform also makes", DEFAULT, (it, key) -> {}, PAIR),
                row("that the platform made", DEFAULT, (it, key) -> it.changeReplica(key, marked(null)), NOTHING));
    }

    @ParameterizedTest
    @MethodSource
    void aViewOrASchema(SecurableKey key, Given given, String found) {
        Recovered recovered = recover(key, given);

        assertThat(said(recovered, key)).isEqualTo(found);
        assertThat(recovered.clones()).isEmpty();
    }

    /** The replica's history, the newest commit first, and what is found of the table. */
    static Stream<Arguments> aTable() {
        return Stream.of(
                table("that nothing happened to", (it, key) -> {}, CLONED, "5 = 7, cloned"),
                table(
                        "described anew at the source, behind whose clone nothing follows",
                        (it, key) -> it.changeSource(key, commented("new")),
                        CLONED,
                        "5 = 7, cloned"),
                table(
                        "given to another owner at the source, behind whose clone nothing follows",
                        (it, key) -> it.changeSource(key, owned("bob")),
                        CLONED,
                        "It differs from the source, and nobody can tell which side was changed: [owner: 'bob' at the"
                                + " source, 'alice' at the replica]."),
                table(
                        "behind whose clone something was described",
                        (it, key) -> {},
                        List.of(commit(8, "SET TBLPROPERTIES"), clone(7, 5)),
                        "5 = 8, cloned"),
                table(
                        "described anew at the source, behind whose clone something was described",
                        (it, key) -> it.changeSource(key, commented("new")),
                        List.of(commit(8, "SET TBLPROPERTIES"), clone(7, 5)),
                        "It differs from the source, and nobody can tell which side was changed: [comment: 'new' at the"
                                + " source, 'As it was' at the replica]."),
                table(
                        "that the platform maintains",
                        (it, key) -> {},
                        List.of(commit(8, "OPTIMIZE"), clone(7, 5)),
                        "5 = 8, cloned"),
                table(
                        "that somebody wrote to",
                        (it, key) -> {},
                        List.of(commit(8, "MERGE"), clone(7, 5)),
                        "It was written to at the replica behind the last clone: version 8 (MERGE)."),
                table("cloned twice", (it, key) -> {}, List.of(clone(8, 6), clone(7, 5)), "6 = 8, cloned"),
                table(
                        "cloned at a version that the source does not tell any more",
                        (it, key) -> {},
                        List.of(clone(7, 4)),
                        "4 = 7"),
                table(
                        "that tells of no clone",
                        (it, key) -> {},
                        List.of(commit(7, "WRITE")),
                        "Its history tells of no clone, so that nobody knows which version it is a copy of."),
                table(
                        "cloned from another table",
                        (it, key) -> {},
                        List.of(commit(7, "CLONE", "{\"source\":\"other.s.t\",\"sourceVersion\":\"5\"}")),
                        "Its history tells of no clone, so that nobody knows which version it is a copy of."),
                table(
                        "cloned without its files",
                        (it, key) -> {},
                        List.of(commit(7, "CLONE", "{\"sourceVersion\":\"5\",\"isShallow\":true}")),
                        "Its history tells of no clone, so that nobody knows which version it is a copy of."),
                table(
                        "in a place that no mapping knows",
                        (it, key) -> it.changeSource(
                                key,
                                defined(new Table(
                                        true, "DELTA", "abfss://elsewhere@x/", List.of(), new TreeMap<>(), List.of()))),
                        CLONED,
                        "table gold.s.t is at abfss://elsewhere@x/, which no location mapping covers."));
    }

    @ParameterizedTest
    @MethodSource
    void aTable(Given given, List<List<@Nullable String>> history, String found) {
        histories(List.of(commit(6, "WRITE"), commit(5, "WRITE")), history);

        Recovered recovered = recover(TABLE, given);

        assertThat(said(recovered, TABLE)).isEqualTo(found);
    }

    /** The source copied the replica's version 7 back as its version 6, after version 5 had been cloned there. */
    static Stream<Arguments> onTheWayBack() {
        return Stream.of(
                argumentSet("nothing followed", List.of(clone(6, 7), commit(5, "WRITE")), "rows", "7 = 6, reversed"),
                argumentSet(
                        "the source was described",
                        List.of(commit(7, "SET TBLPROPERTIES"), clone(6, 7), commit(5, "WRITE")),
                        "rows",
                        "7 = 7, reversed"),
                argumentSet(
                        "the source moved on",
                        List.of(commit(7, "WRITE"), clone(6, 7), commit(5, "WRITE")),
                        "rows",
                        "7 = 6, reversed"),
                argumentSet(
                        "rows differ",
                        List.of(clone(6, 7), commit(5, "WRITE")),
                        "other rows",
                        "Both sides were cloned onto, and version 6 of the source does not hold the rows of version 7"
                                + " of the replica."),
                argumentSet(
                        "a version is not told",
                        List.of(clone(6, 9), commit(5, "WRITE")),
                        "rows",
                        "Both sides were cloned onto, and version 6 of the source does not hold the rows of version 9"
                                + " of the replica."));
    }

    @ParameterizedTest
    @MethodSource
    void onTheWayBack(List<List<@Nullable String>> history, String rows, String found) {
        histories(history, CLONED);
        rows(atSource, rows);
        rows(atReplica, "rows");

        assertThat(said(recover(TABLE, (it, key) -> {}), TABLE)).isEqualTo(found);
    }

    @Test
    void whatServesSinceAPromotionWasMadeFromTheOtherSide() {
        histories(List.of(commit(8, "MERGE"), clone(7, 5)), List.of(commit(6, "WRITE"), commit(5, "WRITE")));

        assertThat(said(recover(TABLE, RecoverPairsTest::turned), TABLE)).isEqualTo("5 = 7, reversed");
    }

    static Stream<Arguments> unread() {
        return Stream.of(
                argumentSet(
                        "may not",
                        failure(FailureCategory.PERMISSION),
                        "Its history could not be read: no history of it"),
                argumentSet(
                        "is too slow",
                        failure(FailureCategory.TIMEOUT),
                        "Its history could not be read: no history of it"),
                argumentSet(
                        "does not understand",
                        new IllegalArgumentException("no number"),
                        "the platform's answer could not be understood: no number"));
    }

    @ParameterizedTest
    @MethodSource
    void unread(RuntimeException failure, String says) {
        histories(List.of(commit(5, "WRITE")), CLONED);
        when(atReplica.run(any(), any())).thenAnswer(call -> {
            if (call.<Statement>getArgument(0).sql().contains("DESCRIBE HISTORY")) {
                throw failure;
            }
            return result(List.of("1"), List.of());
        });

        assertThat(said(recover(TABLE, (it, key) -> {}), TABLE)).isEqualTo(says);
    }

    @Test
    void aRegionThatAnswersNothingElseEitherIsNoMatterOfOneTable() {
        histories(List.of(commit(5, "WRITE")), CLONED);
        when(atSource.run(any(), any())).thenAnswer(call -> {
            throw failure(FailureCategory.UNAVAILABLE);
        });

        assertThatThrownBy(() -> recover(TABLE, (it, key) -> {})).isInstanceOf(ClientException.class);
    }

    private Recovered recover(SecurableKey key, Given given) {
        GoldSituation gold = GoldSituation.replicatedWhole(key);
        given.accept(gold, key);
        Situation situation = gold.made();
        return new RecoverPairs(
                        situation.standing(),
                        region(atSource),
                        region(atReplica),
                        new RunId("this run"),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .recover(situation.source(), situation.replica());
    }

    private static Workspace region(Statements statements) {
        Workspace region = mock(Workspace.class);
        when(region.statements()).thenReturn(statements);
        return region;
    }

    private void histories(List<List<@Nullable String>> ofSource, List<List<@Nullable String>> ofReplica) {
        List<String> columns = List.of("version", "timestamp", "operation", "userName", "operationParameters");
        when(atSource.run(any(), any())).thenReturn(result(columns, ofSource));
        when(atReplica.run(any(), any())).thenReturn(result(columns, ofReplica));
    }

    private static void rows(Statements side, String rows) {
        when(side.await(any(), any())).thenReturn(result(List.of("rows"), List.of(List.of(rows))));
    }

    /** What is found of an object: a pair and its versions, or why there is none. */
    private static String said(Recovered recovered, SecurableKey key) {
        return Stream.concat(
                        recovered.states().stream()
                                .filter(state -> state.kind() == key.kind()
                                        && state.object().equals(key.name()))
                                .map(state -> pair(state, recovered.clones())),
                        recovered.unproven().stream()
                                .filter(unproven -> unproven.object().equals(key))
                                .map(Unproven::what))
                .reduce((one, another) -> one + " and " + another)
                .orElse(NOTHING);
    }

    private static String pair(ReplicaState state, List<CloneRecord> clones) {
        if (!state.kind().holdsRows()) {
            return PAIR;
        }
        boolean cloned = clones.stream().anyMatch(clone -> clone.object().equals(state.object()));
        boolean reversed = !state.direction().equals(GoldSituation.DIRECTION);
        return state.pair().source().version() + " = " + state.pair().replica().version() + (cloned ? ", cloned" : "")
                + (reversed ? ", reversed" : "");
    }

    /** The source was made from what is the replica since a promotion. */
    private static void turned(GoldSituation it, SecurableKey key) {
        String id = "replica of " + key.name();
        Marker marker = Marker.of(GROUP, id).on(GoldObjects.of(key).id());
        it.changeSource(key, marked(marker)).changeReplica(key, marked(null));
    }

    private static List<@Nullable String> clone(long version, long copied) {
        return commit(version, "CLONE", "{\"source\":\"twinlake_gold_gold.s.t\",\"sourceVersion\":\"" + copied + "\"}");
    }

    private static List<@Nullable String> commit(long version, String operation) {
        return commit(version, operation, "{}");
    }

    private static List<@Nullable String> commit(long version, String operation, String parameters) {
        return List.of(Long.toString(version), "2026-03-01 10:00:0" + version, operation, "somebody", parameters);
    }

    private static StatementResult result(List<String> columns, List<List<@Nullable String>> rows) {
        return new StatementResult(new StatementId("a statement"), columns, rows);
    }

    private static ClientException failure(FailureCategory category) {
        return new ClientException(category, "read history", TABLE.toString(), null, "no history of it", null);
    }

    private static Arguments row(String name, SecurableKey key, Given given, String found) {
        return argumentSet(key.kind().word() + " " + name, key, given, found);
    }

    private static Arguments table(String name, Given given, List<List<@Nullable String>> history, String found) {
        return argumentSet("a table " + name, given, history, found);
    }
}
