package io.twinlake.catalogsync.decide;

import static io.twinlake.catalogsync.situation.GoldObjects.identified;
import static io.twinlake.catalogsync.situation.GoldObjects.key;
import static io.twinlake.catalogsync.situation.GoldObjects.marked;
import static io.twinlake.catalogsync.situation.GoldObjects.unsupported;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be removed at the replica, and what never. */
class DecidePruneTest {
    private static final int WAVE = 4;
    private static final SecurableKey CATALOG = key(SecurableKind.CATALOG);
    private static final SecurableKey SCHEMA = key(SecurableKind.SCHEMA);
    private static final Failure FAILED = new Failure("permission", "may not list", "Grant it.");

    /** What is otherwise about a replica whose source is gone, where removing is allowed. */
    interface Given extends BiConsumer<GoldSituation, SecurableKey> {}

    @ParameterizedTest
    @EnumSource(names = {"SCHEMA", "TABLE", "VIEW", "FUNCTION"})
    void aReplicaWhoseSourceIsGoneIsRemovedASchemaBehindWhatStoodInIt(SecurableKind kind) {
        assertThat(decided(key(kind), (it, key) -> {})).singleElement().satisfies(work -> {
            assertThat(work.key()).isEqualTo(key(kind));
            assertThat(work.change().type()).isEqualTo(ChangeType.PRUNE);
            assertThat(work.change().wave()).isEqualTo(kind == SecurableKind.SCHEMA ? WAVE + 1 : WAVE);
            assertThat(work.state()).isNotNull();
        });
    }

    static Stream<Arguments> neverRemoved() {
        Stream<Stream<Arguments>> rows = Stream.of(
                row("that its source has again", (it, key) -> it.source(GoldObjects.of(key))),
                row("that could not be read at the source", (it, key) -> it.sourceFails(key, FAILED)),
                row("whose catalog could not be listed", (it, key) -> it.sourceFails(CATALOG, FAILED)),
                row("that the source's lists may leave out", (it, key) -> it.sourceUnmanaged()),
                row("whose catalog the source hides", (it, key) -> it.withoutSource(CATALOG)),
                row("whose catalog became a foreign one", (it, key) -> it.changeSource(CATALOG, unsupported("shared"))),
                row("that this ledger does not know", (it, key) -> it.unpaired(key)),
                row("that is another object now", (it, key) -> it.changeReplica(key, identified("another"))),
                row(
                        "that is adopted by name",
                        (it, key) -> it.unpaired(key).adopting(new Adoption(false, Set.of(key.name())))),
                row("that is adopted by marker", (it, key) -> it.unpaired(key).adopting(new Adoption(true, Set.of()))),
                row("that is not replicated any more", (it, key) -> it.changeReplica(key, unsupported("foreign"))),
                row(
                        "that was set aside",
                        (it, key) -> it.changeReplica(key, marked(Marker.archived(GoldSituation.GROUP, "a source")))));
        return rows.flatMap(row -> row);
    }

    @ParameterizedTest
    @MethodSource
    void neverRemoved(SecurableKey key, Given given) {
        assertThat(decided(key, given)).isEmpty();
    }

    static Stream<Arguments> neverRemovedThoughOthersWouldBe() {
        return Stream.of(
                argumentSet("a table in a schema that could not be listed", key(SecurableKind.TABLE), (Given)
                        (it, key) -> it.sourceFails(SCHEMA, FAILED)),
                argumentSet("a table whose name a view has now", key(SecurableKind.TABLE), (Given)
                        (it, key) -> it.source(GoldObjects.of(key(SecurableKind.VIEW, "gold.s.t")))),
                argumentSet("a view whose name a table has now", key(SecurableKind.VIEW), (Given)
                        (it, key) -> it.source(GoldObjects.of(key(SecurableKind.TABLE, "gold.s.v")))),
                argumentSet(
                        "a default schema, which the platform makes", key(SecurableKind.SCHEMA, "gold.default"), (Given)
                                (it, key) -> it.changeReplica(key, marked(null))),
                argumentSet("a catalog", CATALOG, (Given) (it, key) -> {}));
    }

    @ParameterizedTest
    @MethodSource
    void neverRemovedThoughOthersWouldBe(SecurableKey key, Given given) {
        assertThat(decided(key, given)).isEmpty();
    }

    @Test
    void nothingIsRemovedUnlessSomebodyTurnedItOn() {
        SecurableKey key = key(SecurableKind.TABLE);
        GoldSituation gold = GoldSituation.replicatedWhole(key).withoutSource(key);

        assertThat(new DecidePrune(gold.made()).decide(WAVE))
                .extracting(Work::change)
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.type()).isEqualTo(ChangeType.KEEP);
                    assertThat(change.reason()).contains("onDelete: report");
                });
    }

    @ParameterizedTest(name = "of 2 replicas whose sources are gone, {0} may be removed")
    @MethodSource
    void moreThanTheLimitRemovesNone(int limit, ChangeType expected) {
        GoldSituation gold = GoldSituation.replicatedWhole(SCHEMA).syncing("onDelete: prune, maxPrune: " + limit);
        for (String name : List.of("gold.s.a", "gold.s.b")) {
            SecurableKey key = key(SecurableKind.TABLE, name);
            gold.replicated(GoldObjects.of(key)).withoutSource(key);
        }

        assertThat(new DecidePrune(gold.made()).decide(WAVE))
                .extracting(Work::change)
                .extracting(Change::type)
                .containsExactly(expected, expected);
    }

    static Stream<Arguments> moreThanTheLimitRemovesNone() {
        return Stream.of(
                Arguments.of(0, ChangeType.BLOCKED),
                Arguments.of(1, ChangeType.BLOCKED),
                Arguments.of(2, ChangeType.PRUNE),
                Arguments.of(3, ChangeType.PRUNE));
    }

    static Stream<Arguments> aMarkedReplicaStaysForItsTime() {
        Instant marked = GoldSituation.NOW.minus(Duration.ofDays(30));
        return Stream.of(
                argumentSet("whose time is over now", marked, ChangeType.PRUNE),
                argumentSet("whose time is over soon", marked.plusSeconds(1), ChangeType.KEEP),
                argumentSet(
                        "marked before the clock was set back",
                        GoldSituation.NOW.plus(Duration.ofDays(40)),
                        ChangeType.KEEP));
    }

    @ParameterizedTest
    @MethodSource
    void aMarkedReplicaStaysForItsTime(Instant since, ChangeType expected) {
        SecurableKey key = key(SecurableKind.TABLE);

        assertThat(change(kept(key).goneSince(key, since)).type()).isEqualTo(expected);
    }

    @Test
    void ofAMarkedReplicaItIsSaidUntilWhenItStays() {
        SecurableKey key = key(SecurableKind.TABLE);

        assertThat(change(kept(key).goneSince(key, GoldSituation.NOW)).reason())
                .contains("gone since 2026-03-01T10:00:00Z", "2026-03-31T10:00:00Z", "keepMarked 30");
    }

    /** A plan that is made again a moment later is the same. */
    @Test
    void ofOneThatNoRunHasMarkedYetNoTimeIsSaid() {
        assertThat(change(kept(key(SecurableKind.TABLE))).reason())
                .contains("its time begins with the sync that finds it so", "keepMarked 30")
                .doesNotContain("2026");
    }

    @Test
    void aClockThatWasSetBackMarksNothingBelowWhatWasReplicated() {
        SecurableKey key = key(SecurableKind.TABLE);

        assertThat(kept(key).made().goneSince(key)).isEqualTo(GoldSituation.NOW);
        assertThat(kept(key)
                        .replicatedUpTo(GoldSituation.NOW.plusSeconds(60))
                        .made()
                        .goneSince(key))
                .isEqualTo(GoldSituation.NOW.plusSeconds(60));
    }

    /** It told of what is the source now. */
    @Test
    void aMarkOfTheOppositeDirectionCountsForNothing() {
        SecurableKey key = key(SecurableKind.TABLE);
        GoldSituation gold = kept(key).turned(key).goneSince(key, GoldSituation.NOW.minus(Duration.ofDays(300)));

        assertThat(change(gold).type()).isEqualTo(ChangeType.KEEP);
    }

    @Test
    void onlyWhatIsDueCountsAgainstTheLimit() {
        GoldSituation gold = GoldSituation.replicatedWhole(SCHEMA).syncing("onDelete: keepMarked 30, maxPrune: 1");
        for (String name : List.of("gold.s.a", "gold.s.b")) {
            SecurableKey key = key(SecurableKind.TABLE, name);
            gold.replicated(GoldObjects.of(key)).withoutSource(key);
        }
        gold.goneSince(key(SecurableKind.TABLE, "gold.s.b"), GoldSituation.NOW.minus(Duration.ofDays(31)));

        assertThat(new DecidePrune(gold.made()).decide(WAVE))
                .extracting(work -> work.change().type())
                .containsExactly(ChangeType.KEEP, ChangeType.PRUNE);
    }

    private static GoldSituation kept(SecurableKey key) {
        return GoldSituation.replicatedWhole(key)
                .syncing("onDelete: keepMarked 30")
                .withoutSource(key);
    }

    private static Change change(GoldSituation gold) {
        List<Work> works = new DecidePrune(gold.made()).decide(WAVE);
        assertThat(works).hasSize(1);
        return works.get(0).change();
    }

    private static List<Work> decided(SecurableKey key, Given given) {
        GoldSituation gold =
                GoldSituation.replicatedWhole(key).syncing("onDelete: prune").withoutSource(key);
        given.accept(gold, key);
        return new DecidePrune(gold.made()).decide(WAVE);
    }

    private static Stream<Arguments> row(String name, Given given) {
        return Stream.of(SecurableKind.SCHEMA, SecurableKind.TABLE, SecurableKind.VIEW, SecurableKind.FUNCTION)
                .map(kind -> argumentSet("a " + kind.word() + " " + name, key(kind), given));
    }
}
