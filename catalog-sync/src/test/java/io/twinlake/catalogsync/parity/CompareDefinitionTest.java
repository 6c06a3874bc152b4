package io.twinlake.catalogsync.parity;

import static io.twinlake.catalogsync.situation.GoldObjects.commented;
import static io.twinlake.catalogsync.situation.GoldObjects.defined;
import static io.twinlake.catalogsync.situation.GoldObjects.granted;
import static io.twinlake.catalogsync.situation.GoldObjects.identified;
import static io.twinlake.catalogsync.situation.GoldObjects.key;
import static io.twinlake.catalogsync.situation.GoldObjects.owned;
import static io.twinlake.catalogsync.situation.GoldObjects.unsupported;
import static io.twinlake.catalogsync.situation.GoldSituation.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.twinlake.catalogsync.kind.Table;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.parity.ParityState;
import io.twinlake.ledger.state.Failure;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is found about an object that was replicated and equal, once something is otherwise. */
class CompareDefinitionTest {
    private static final List<SecurableKind> KINDS = List.of(
            SecurableKind.CATALOG,
            SecurableKind.SCHEMA,
            SecurableKind.TABLE,
            SecurableKind.VIEW,
            SecurableKind.FUNCTION);
    private static final SecurableKey TABLE = key(SecurableKind.TABLE);
    private static final SecurableKey SCHEMA = key(SecurableKind.SCHEMA);
    private static final Failure MAY_NOT = new Failure("permission", "may not look", "Grant it.");

    /** What is otherwise about the object of a key. */
    interface Given extends BiConsumer<GoldSituation, SecurableKey> {}

    static Stream<Arguments> anObjectOfAnyKind() {
        return Stream.of(
                        row("that nobody touched", (it, key) -> {}, ParityState.IN_SYNC, null),
                        row(
                                "that is not replicated any more",
                                (it, key) -> it.changeSource(key, unsupported("of no use")),
                                ParityState.UNSUPPORTED,
                                "of no use; its copy in the other region stays as it was last replicated, without what came since"),
                        row(
                                "that is not replicated by this version",
                                (it, key) -> it.changeSource(key, unsupported("of no use"))
                                        .withoutReplica(key)
                                        .unpaired(key),
                                ParityState.UNSUPPORTED,
                                "of no use"),
                        row(
                                "whose replica is gone",
                                (it, key) -> it.withoutReplica(key),
                                ParityState.MISSING,
                                "not at the replica"),
                        row(
                                "that the last sync could not make",
                                (it, key) -> it.withoutReplica(key).lastFailed(key, MAY_NOT),
                                ParityState.MISSING,
                                "not at the replica; the last sync said: may not look"),
                        row(
                                "whose replica could not be read",
                                (it, key) -> it.withoutReplica(key).replicaFails(key, MAY_NOT),
                                ParityState.FAILED,
                                "may not look"),
                        row(
                                "described anew",
                                (it, key) -> it.changeSource(key, commented("new")),
                                ParityState.LAGGING,
                                "comment: 'new' at the source, 'As it was' at the replica"),
                        row(
                                "owned by another",
                                (it, key) -> it.changeSource(key, owned("bob")),
                                ParityState.LAGGING,
                                "owner: 'bob' at the source, 'alice' at the replica"),
                        row(
                                "granted to more",
                                (it, key) -> it.changeSource(key, granted("west-readers", "ALL")),
                                ParityState.LAGGING,
                                "grant.north-readers: 'ALL' at the source, nothing at the replica"),
                        row(
                                "described by a foreign hand",
                                (it, key) -> it.changeReplica(key, commented("mallory's")),
                                ParityState.DRIFTED,
                                "comment: 'As it was' at the source, 'mallory's' at the replica"),
                        row(
                                "described anew and by a foreign hand",
                                (it, key) ->
                                        it.changeSource(key, commented("new")).changeReplica(key, commented("bob's")),
                                ParityState.DRIFTED,
                                "comment: 'new' at the source, 'bob's' at the replica"),
                        row(
                                "that differs and was never paired",
                                (it, key) ->
                                        it.changeSource(key, commented("new")).unpaired(key),
                                ParityState.DRIFTED,
                                "comment: 'new' at the source, 'As it was' at the replica"),
                        row(
                                "described alike on both sides",
                                (it, key) -> it.changeBoth(key, commented("new")),
                                ParityState.IN_SYNC,
                                null))
                .flatMap(row -> KINDS.stream().map(row::of));
    }

    @ParameterizedTest
    @MethodSource
    void anObjectOfAnyKind(SecurableKey key, Given given, ParityState state, @Nullable String reason) {
        Finding found = compared(key, given);

        assertThat(found.state()).isEqualTo(state);
        assertThat(found.reason()).isEqualTo(reason);
    }

    /** The last word of a row: whether its rows can be compared. */
    static Stream<Arguments> aTable() {
        return Stream.of(
                table("that nobody touched", (it, key) -> {}, ParityState.IN_SYNC, null, true),
                table(
                        "whose schema could not be listed at the replica",
                        (it, key) -> it.withoutReplica(key).replicaFails(SCHEMA, MAY_NOT),
                        ParityState.UNKNOWN,
                        "not listed at the replica: may not look",
                        false),
                table(
                        "in a place that no mapping knows",
                        (it, key) -> it.changeSource(
                                key,
                                defined(new Table(
                                        true, "DELTA", "abfss://elsewhere@x/", List.of(), new TreeMap<>(), List.of()))),
                        ParityState.DRIFTED,
                        "cannot be said in the replica's terms",
                        false),
                table(
                        "whose source moved on",
                        (it, key) -> it.sourceStandsAt(key, version(6, "WRITE", "alice")),
                        ParityState.LAGGING,
                        "the source is at version 6, version 5 was replicated",
                        true),
                table(
                        "whose source is another table by now",
                        (it, key) -> it.changeSource(key, identified("another")),
                        ParityState.LAGGING,
                        "the source is at version 5, version 5 was replicated",
                        true),
                table(
                        "described anew, whose rows are where they were",
                        (it, key) -> it.changeSource(key, commented("new")),
                        ParityState.LAGGING,
                        "comment: 'new' at the source, 'As it was' at the replica",
                        true),
                table(
                        "described anew, whose version could not be read",
                        (it, key) -> it.changeSource(key, commented("new")).versionUnread(key, MAY_NOT),
                        ParityState.LAGGING,
                        "comment: 'new' at the source, 'As it was' at the replica",
                        false),
                table(
                        "described by a foreign hand",
                        (it, key) -> it.changeReplica(key, commented("bob's")),
                        ParityState.DRIFTED,
                        "comment: 'As it was' at the source, 'bob's' at the replica",
                        false),
                table(
                        "whose version could not be read",
                        (it, key) -> it.versionUnread(key, MAY_NOT),
                        ParityState.FAILED,
                        "may not look",
                        false),
                table(
                        "that nobody paired",
                        (it, key) -> it.unpaired(key),
                        ParityState.DRIFTED,
                        "its rows were never paired with the source's",
                        false),
                table(
                        "whose place another took",
                        (it, key) -> it.changeReplica(key, identified("another")),
                        ParityState.DRIFTED,
                        "another table stands in the place of the one that was replicated",
                        false),
                table(
                        "to which somebody wrote",
                        (it, key) -> it.foreign(key, version(8, "MERGE", "mallory")),
                        ParityState.DRIFTED,
                        "mallory committed version 8 (MERGE) at the replica after version 7, which Twinlake had"
                                + " written",
                        true),
                table(
                        "to which somebody without a name wrote while the source moved on",
                        (it, key) -> it.foreign(key, version(8, "MERGE", null))
                                .sourceStandsAt(key, version(6, "WRITE", "alice")),
                        ParityState.DRIFTED,
                        "somebody committed version 8 (MERGE) at the replica after version 7, which Twinlake had"
                                + " written",
                        true),
                table(
                        "that is the original since a promotion",
                        (it, key) -> it.turned(key),
                        ParityState.IN_SYNC,
                        null,
                        true));
    }

    @ParameterizedTest
    @MethodSource
    void aTable(Given given, ParityState state, @Nullable String reason, boolean comparesRows) {
        Finding found = compared(TABLE, given);

        assertThat(found.state()).isEqualTo(state);
        assertThat(found.reason()).isEqualTo(reason);
        assertThat(found.rows() != null).isEqualTo(comparesRows);
    }

    private static Finding compared(SecurableKey key, Given given) {
        GoldSituation gold = GoldSituation.replicatedWhole(key);
        given.accept(gold, key);
        Situation situation = gold.made();
        return new CompareDefinition(situation)
                .compare(situation.source().find(key).orElseThrow());
    }

    private static Arguments table(
            String name, Given given, ParityState state, @Nullable String reason, boolean comparesRows) {
        return argumentSet("a table " + name, given, state, reason, comparesRows);
    }

    private static Row row(String name, Given given, ParityState state, @Nullable String reason) {
        return new Row(name, given, state, reason);
    }

    private record Row(
            String name,
            Given given,
            ParityState state,
            @Nullable String reason) {
        Arguments of(SecurableKind kind) {
            return argumentSet(kind.word() + " " + name, key(kind), given, state, reason);
        }
    }
}
