package io.twinlake.catalogsync.decide;

import static io.twinlake.catalogsync.change.ChangeType.BLOCKED;
import static io.twinlake.catalogsync.change.ChangeType.REPLACE;
import static io.twinlake.catalogsync.change.ChangeType.UNSUPPORTED;
import static io.twinlake.catalogsync.change.ChangeType.UPDATE;
import static io.twinlake.catalogsync.situation.GoldObjects.commented;
import static io.twinlake.catalogsync.situation.GoldObjects.defined;
import static io.twinlake.catalogsync.situation.GoldObjects.granted;
import static io.twinlake.catalogsync.situation.GoldObjects.identified;
import static io.twinlake.catalogsync.situation.GoldObjects.key;
import static io.twinlake.catalogsync.situation.GoldObjects.marked;
import static io.twinlake.catalogsync.situation.GoldObjects.owned;
import static io.twinlake.catalogsync.situation.GoldObjects.unsupported;
import static io.twinlake.catalogsync.situation.GoldSituation.AT_SOURCE;
import static io.twinlake.catalogsync.situation.GoldSituation.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.column.ColumnSchema;
import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.securable.ColumnDefinition;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Failure;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.Side;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decided about an object that was replicated and equal, once something is otherwise. */
class DecideChangeTest {
    private static final List<SecurableKind> KINDS = List.of(
            SecurableKind.CATALOG,
            SecurableKind.SCHEMA,
            SecurableKind.TABLE,
            SecurableKind.VIEW,
            SecurableKind.FUNCTION);
    private static final SecurableKey TABLE = key(SecurableKind.TABLE);
    private static final SecurableKey VIEW = key(SecurableKind.VIEW);
    private static final SecurableKey SCHEMA = key(SecurableKind.SCHEMA);
    private static final SecurableKey CATALOG = key(SecurableKind.CATALOG);
    private static final Failure MAY_NOT = new Failure("permission", "may not look", "Grant it.");

    private static final Adoption MARKED = new Adoption(true, Set.of());
    private static final UnaryOperator<Securable> ANOTHERS =
            replica -> marked(null).apply(identified("another").apply(replica));

    /** What is otherwise about the object of a key. */
    interface Given extends BiConsumer<GoldSituation, SecurableKey> {}

    /** The last word of a row is for all kinds, or there are five: for a catalog, a schema, a table, a view, a function. */
    static Stream<Arguments> anObjectOfAnyKind() {
        Stream<Stream<Arguments>> rows = Stream.of(
                row("that nobody touched", (it, key) -> {}, "", "KEEP"),
                row("whose replica is gone", (it, key) -> it.withoutReplica(key), "", "CREATE"),
                row("never replicated", (it, key) -> it.withoutReplica(key).unpaired(key), "", "CREATE"),
                row(
                        "that this version does not replicate",
                        (it, key) -> it.changeSource(key, unsupported("of no use")),
                        "of no use; its copy in the other region stays as it was last replicated",
                        "BLOCKED"),
                row(
                        "that this version never replicated",
                        (it, key) -> it.changeSource(key, unsupported("of no use"))
                                .withoutReplica(key)
                                .unpaired(key),
                        "of no use",
                        "UNSUPPORTED"),
                row(
                        "that was noted and never replicated, beside one of its name",
                        (it, key) -> it.changeSource(key, unsupported("of no use"))
                                .known(key, GoldSituation.DIRECTION, Pair.NONE),
                        "of no use",
                        "UNSUPPORTED"),
                row(
                        "described anew",
                        (it, key) -> it.changeSource(key, commented("new")),
                        "",
                        "UPDATE UPDATE UPDATE REPLACE REPLACE"),
                row("owned by another", (it, key) -> it.changeSource(key, owned("bob")), "", "UPDATE"),
                row("granted to more", (it, key) -> it.changeSource(key, granted("analysts", "ALL")), "", "UPDATE"),
                row(
                        "changed alike on both sides",
                        (it, key) -> it.changeBoth(key, commented("new")).changeBoth(key, owned("bob")),
                        "",
                        "KEEP"),
                row(
                        "described by a foreign hand",
                        (it, key) -> it.changeReplica(key, commented("mallory's")),
                        "was changed at the replica by somebody else",
                        "BLOCKED"),
                row(
                        "described anew and by a foreign hand",
                        (it, key) -> it.changeSource(key, commented("new")).changeReplica(key, commented("mallory's")),
                        "was changed at the replica by somebody else",
                        "BLOCKED"),
                row(
                        "given to a foreign owner",
                        (it, key) -> it.changeReplica(key, owned("mallory")),
                        "has access at the replica that somebody else changed",
                        "BLOCKED"),
                row(
                        "granted by a foreign hand",
                        (it, key) -> it.changeReplica(key, granted("mallory", "ALL")),
                        "grant.mallory: nothing at the source, 'ALL' at the replica",
                        "BLOCKED"),
                row(
                        "whose replica became another thing",
                        (it, key) -> it.changeReplica(key, unsupported("a foreign one")),
                        "stands at the replica as something else",
                        "BLOCKED"),
                row(
                        "whose place a foreign one took that is equal",
                        (it, key) -> it.changeReplica(key, ANOTHERS),
                        "its data was never paired with the source's",
                        "KEEP KEEP BLOCKED KEEP KEEP"),
                row(
                        "whose place a foreign one took",
                        (it, key) -> it.changeReplica(key, ANOTHERS).changeReplica(key, commented("bob's")),
                        "exists at the replica and was not made by Twinlake",
                        "BLOCKED"),
                row(
                        "whose place its own copy took, adopted by marker",
                        (it, key) -> it.changeReplica(key, identified("a copy"))
                                .changeSource(key, owned("bob"))
                                .adopting(MARKED),
                        "exists at the replica and was not made by Twinlake",
                        "BLOCKED"),
                row(
                        "whose place a foreign one took, adopted by name",
                        (it, key) -> it.changeReplica(key, ANOTHERS)
                                .changeReplica(key, commented("bob's"))
                                .adopting(new Adoption(false, Set.of(key.name()))),
                        "it bears no marker",
                        "UPDATE UPDATE REPLACE REPLACE REPLACE"),
                row(
                        "unknown to the ledger",
                        (it, key) -> it.unpaired(key),
                        "this ledger does not know it",
                        "KEEP KEEP BLOCKED KEEP KEEP"),
                row(
                        "unknown to the ledger that differs",
                        (it, key) -> it.unpaired(key).changeSource(key, owned("bob")),
                        "`twinlake sync --adopt ",
                        "BLOCKED"),
                row(
                        "unknown to the ledger, adopted by marker",
                        (it, key) ->
                                it.unpaired(key).changeSource(key, owned("bob")).adopting(MARKED),
                        "adopt",
                        "UPDATE UPDATE REPLACE UPDATE BLOCKED"),
                row("turned by a promotion", (it, key) -> it.turned(key), "", "KEEP"),
                row(
                        "turned and owned by another",
                        (it, key) -> it.turned(key).changeSource(key, owned("bob")),
                        "",
                        "UPDATE"),
                row(
                        "turned and described in the old source",
                        (it, key) -> it.turned(key).changeReplica(key, commented("late")),
                        "was changed at the replica by somebody else",
                        "BLOCKED"),
                row(
                        "with a marker that does not name it yet",
                        (it, key) -> it.changeReplica(key, unnamed(key)),
                        "",
                        "UPDATE UPDATE UPDATE UPDATE KEEP"),
                row(
                        "made by a run that was cut off",
                        (it, key) -> it.unpaired(key)
                                .changeReplica(key, unnamed(key))
                                .begun(key),
                        "",
                        "UPDATE UPDATE REPLACE UPDATE KEEP"),
                row(
                        "made by another ledger's run",
                        (it, key) -> it.unpaired(key)
                                .changeReplica(key, unnamed(key))
                                .changeReplica(key, byAnotherLedger())
                                .changeSource(key, owned("bob"))
                                .begun(key),
                        "this ledger does not know it",
                        "BLOCKED BLOCKED BLOCKED BLOCKED UPDATE"),
                row(
                        "described by a run that was cut off",
                        (it, key) -> it.changeReplica(key, commented("newer")).begun(key),
                        "",
                        "UPDATE UPDATE UPDATE REPLACE REPLACE"),
                // Of a table its commits tell.
                row(
                        "described by a foreign hand behind a run that was cut off",
                        (it, key) ->
                                it.changeReplica(key, commented("mallory's")).begun(key, "another definition"),
                        "was changed at the replica by somebody else",
                        "BLOCKED BLOCKED UPDATE BLOCKED BLOCKED"));
        return rows.flatMap(row -> row);
    }

    @ParameterizedTest
    @MethodSource
    void anObjectOfAnyKind(SecurableKey key, Given given, ChangeType expected, String says) {
        assertDecision(decided(key, given), expected, says, expected == UNSUPPORTED ? "unsupported" : "blocked");
    }

    static Stream<Arguments> anObjectOfOneKind() {
        return Stream.of(
                row("whose source moved on", TABLE, (it, key) -> it.sourceStandsAt(key, commit(6)), "", "REPLACE"),
                row(
                        "with another commit at the same version",
                        TABLE,
                        (it, key) -> it.sourceStandsAt(key, atAnotherTime(AT_SOURCE)),
                        "",
                        "REPLACE"),
                row(
                        "made anew that is at the same version",
                        TABLE,
                        (it, key) -> it.changeSource(key, identified("new")),
                        "",
                        "REPLACE"),
                row(
                        "with a column of another type",
                        TABLE,
                        (it, key) -> it.changeSource(key, column("long", null)),
                        "",
                        "REPLACE"),
                row(
                        "with a column described anew",
                        TABLE,
                        (it, key) -> it.changeSource(key, column("int", "new")),
                        "",
                        "UPDATE"),
                row("never cloned to its end", TABLE, (it, key) -> neverCloned(it, key), "", "REPLACE"),
                row(
                        "written by a foreign hand",
                        TABLE,
                        (it, key) -> it.foreign(key, version(8, "UPDATE", "mallory")),
                        "mallory committed version 8 (UPDATE) after version 7, which is ours",
                        "BLOCKED"),
                row(
                        "written by an unknown hand",
                        TABLE,
                        (it, key) -> it.foreign(key, version(8, "UPDATE", null)),
                        "somebody committed version 8",
                        "BLOCKED"),
                row(
                        "written by a foreign hand before it was cloned",
                        TABLE,
                        (it, key) -> neverCloned(it, key).foreign(key, commit(8)),
                        "was begun by Twinlake and then changed at the replica",
                        "BLOCKED"),
                row(
                        "written by a foreign hand, adopted",
                        TABLE,
                        (it, key) -> it.unpaired(key).foreign(key, commit(8)).adopting(MARKED),
                        "adopted",
                        "REPLACE"),
                row(
                        "turned and written in the new source",
                        TABLE,
                        (it, key) -> it.turned(key).sourceStandsAt(key, commit(6)),
                        "",
                        "REPLACE"),
                row(
                        "turned and made anew in the new source",
                        TABLE,
                        (it, key) -> it.turned(key).changeSource(key, identified("new")),
                        "",
                        "REPLACE"),
                row(
                        "turned and written in the old source",
                        TABLE,
                        (it, key) -> it.turned(key).foreign(key, commit(8)),
                        "has stranded commits in north",
                        "BLOCKED"),
                row(
                        "that became external",
                        TABLE,
                        (it, key) -> it.changeSource(key, at("abfss://lake@west/t")),
                        "cannot become what the source is",
                        "BLOCKED"),
                row(
                        "that moved",
                        TABLE,
                        (it, key) -> it.replicated(at("abfss://lake@north/t").apply(GoldObjects.of(key)))
                                .changeSource(key, at("abfss://lake@west/elsewhere")),
                        "cannot become what the source is",
                        "BLOCKED"),
                row(
                        "at a place without a mapping",
                        TABLE,
                        (it, key) -> it.changeSource(key, at("abfss://other@west/t")),
                        "no location mapping covers",
                        "BLOCKED"),
                row(
                        "of a name that a view has",
                        TABLE,
                        (it, key) ->
                                it.withoutReplica(key).replica(GoldObjects.of(key(SecurableKind.VIEW, "gold.s.t"))),
                        "table gold.s.t is a view at the replica",
                        "BLOCKED"),
                row(
                        "of a name that a function has",
                        TABLE,
                        (it, key) ->
                                it.withoutReplica(key).replica(GoldObjects.of(key(SecurableKind.FUNCTION, "gold.s.t"))),
                        "",
                        "CREATE"),
                row(
                        "that names at run time what it reads",
                        VIEW,
                        (it, key) -> it.changeSource(key, reading("IDENTIFIER(:t)")),
                        "IDENTIFIER()",
                        "BLOCKED"),
                row(
                        "over a table that is not there",
                        VIEW,
                        (it, key) -> it.changeSource(key, reading("gold.s.gone")),
                        "which does not exist at the source",
                        "BLOCKED"));
    }

    @ParameterizedTest
    @MethodSource
    void anObjectOfOneKind(SecurableKey key, Given given, ChangeType expected, String says) {
        assertDecision(decided(key, given), expected, says, expected == UNSUPPORTED ? "unsupported" : "blocked");
    }

    static Stream<Arguments> whatIsNotKnown() {
        return Stream.of(
                argumentSet("the replica itself", VIEW, (Given) (it, key) -> it.replicaFails(key, MAY_NOT)),
                argumentSet("the replica's schema", VIEW, (Given) (it, key) -> it.replicaFails(SCHEMA, MAY_NOT)),
                argumentSet("the replica's catalog", VIEW, (Given) (it, key) -> it.replicaFails(CATALOG, MAY_NOT)),
                argumentSet("the replica of a schema", SCHEMA, (Given) (it, key) -> it.replicaFails(key, MAY_NOT)),
                argumentSet("the table's version", TABLE, (Given) (it, key) -> it.versionUnread(key, MAY_NOT)),
                argumentSet("the table that a view reads", VIEW, (Given)
                        (it, key) -> it.changeSource(key, reading("gold.s.t")).sourceFails(TABLE, MAY_NOT)));
    }

    /** It stays as it is, and is a failure of its own category, which somebody can mend: no decision. */
    @ParameterizedTest
    @MethodSource
    void whatIsNotKnown(SecurableKey key, Given given) {
        Work work = decided(key, (it, same) -> given.accept(it.withoutReplica(same), same));

        assertDecision(work, BLOCKED, MAY_NOT.message(), MAY_NOT.category());
        assertThat(work.failure()).isNotNull().extracting(Failure::next).isEqualTo(MAY_NOT.next());
    }

    private static Work decided(SecurableKey key, Given given) {
        GoldSituation gold = GoldSituation.replicatedWhole(key);
        given.accept(gold, key);
        Situation situation = gold.made();
        return new DecideChange(situation, new Dependencies(situation.group(), situation.source()))
                .decide(situation.source().find(key).orElseThrow());
    }

    /** What is not written has a reason, a next step, and nothing that could be written by mistake. */
    private static void assertDecision(Work work, ChangeType expected, String says, String category) {
        assertThat(work.change().type()).as("%s", work.change()).isEqualTo(expected);
        boolean hindered = expected == BLOCKED || expected == UNSUPPORTED;
        assertThat(work.wanted() == null).isEqualTo(hindered);
        assertThat(work.failure() != null).isEqualTo(hindered);
        assertThat(expected != UPDATE && expected != REPLACE
                        || !work.change().fields().isEmpty())
                .as("a difference")
                .isTrue();
        Failure failure = work.failure();
        if (failure != null) {
            assertThat(failure.category()).isEqualTo(category);
            assertThat(work.change().reason()).isEqualTo(failure.message());
            assertThat(failure.message() + " " + failure.next()).contains(says);
            assertThat(failure.next()).isNotBlank();
        } else if (work.change().reason() != null) {
            assertThat(work.change().reason()).contains(says);
        }
    }

    private static Stream<Arguments> row(String name, Given given, String says, String expected) {
        String[] words = expected.split(" ");
        return IntStream.range(0, KINDS.size())
                .mapToObj(i -> row(name, key(KINDS.get(i)), given, says, words[words.length == 1 ? 0 : i]));
    }

    private static Arguments row(String name, SecurableKey key, Given given, String says, String expected) {
        ChangeType type = ChangeType.valueOf(expected);
        return argumentSet(key.kind().word() + " " + name + ": " + type.word(), key, given, type, says);
    }

    private static DeltaVersion commit(long number) {
        return version(number, "WRITE", "alice");
    }

    private static DeltaVersion atAnotherTime(DeltaVersion commit) {
        return new DeltaVersion(commit.version(), GoldSituation.NOW, commit.operation(), commit.user(), null, null);
    }

    private static GoldSituation neverCloned(GoldSituation gold, SecurableKey key) {
        Pair pair = gold.pair(key);
        Side replica = new Side(pair.replica().id(), pair.replica().fingerprint(), null);
        return gold.known(key, GoldSituation.DIRECTION, new Pair(pair.source(), replica, pair.pointInTime()));
    }

    private static UnaryOperator<Securable> unnamed(SecurableKey key) {
        return marked(key.kind().bearsMarker() ? GoldSituation.markerOf(key) : null);
    }

    private static UnaryOperator<Securable> byAnotherLedger() {
        return replica -> replica.marker() == null
                ? replica
                : marked(replica.marker().by("of another ledger")).apply(replica);
    }

    private static UnaryOperator<Securable> column(String type, @Nullable String comment) {
        return defined(new Table(
                false,
                "DELTA",
                null,
                List.of(new ColumnDefinition("n", type, true, comment, ColumnSchema.read(null, type))),
                new TreeMap<>(),
                List.of()));
    }

    private static UnaryOperator<Securable> at(String location) {
        return defined(new Table(
                true,
                "DELTA",
                location,
                List.of(new ColumnDefinition("n", "int", true, null, ColumnSchema.read(null, "int"))),
                new TreeMap<>(),
                List.of()));
    }

    private static UnaryOperator<Securable> reading(String table) {
        return defined(GoldObjects.text("SELECT * FROM " + table));
    }
}
