package io.twinlake.catalogsync.apply;

import static io.twinlake.catalogsync.situation.GoldObjects.commented;
import static io.twinlake.catalogsync.situation.GoldObjects.granted;
import static io.twinlake.catalogsync.situation.GoldObjects.key;
import static io.twinlake.catalogsync.situation.GoldObjects.owned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.catalogsync.apply.ApplyWork.Applied;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.data.CloneTable;
import io.twinlake.catalogsync.data.SetAside;
import io.twinlake.catalogsync.decide.BuildPlan;
import io.twinlake.catalogsync.region.GuardedWorkspace;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.Fingerprint;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.Side;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** In which order one object is written, what is looked at before, and what is known of it behind a failure. */
class ApplyWorkTest {
    private static final RunId RUN = new RunId("this run");

    private final OneReplica replica = new OneReplica();
    private final UnityCatalog source = mock(UnityCatalog.class);

    /** What each kind's definition and grants take to be made what the source has: the intent first. */
    @ParameterizedTest(name = "{1} of a {0}")
    @CsvSource(delimiter = '|', textBlock = """
            CATALOG  | CREATED  | look, intent, create, describe, look, describe, grant analysts, look
            SCHEMA   | CREATED  | look, intent, create, look, describe, grant analysts, look
            VIEW     | CREATED  | look, intent, statement, look, statement, grant analysts, look
            FUNCTION | CREATED  | look, intent, statement, look, grant analysts, look
            CATALOG  | UPDATED  | look, intent, describe, look, grant analysts, look
            SCHEMA   | UPDATED  | look, intent, describe, look, grant analysts, look
            TABLE    | UPDATED  | look, intent, look, expect, statement, look, grant analysts, look
            VIEW     | REPLACED | look, intent, own twinlake, statement, look, grant analysts, look
            FUNCTION | REPLACED | look, intent, statement, look, grant analysts, look
            """)
    void writesInOrder(SecurableKind kind, Outcome outcome, String calls) {
        GoldSituation gold = changedAtTheSource(kind);
        if (outcome == Outcome.CREATED) {
            gold.withoutReplica(key(kind)).unpaired(key(kind));
        }

        Applied applied = apply(gold, kind);

        assertThat(String.join(", ", replica.calls)).isEqualTo(calls);
        assertThat(applied.outcome().outcome()).isEqualTo(outcome);
        assertThat(applied.known()).extracting(Intent::id).containsExactly("this intent");
        assertThat(applied.state().pair().replica().id()).isNotNull();
        assertThat(definition(applied.state().pair().replica()))
                .isEqualTo(definition(applied.state().pair().source()));
    }

    /** What stands keeps its grants under its new text: nobody reads that by a grant which the source has no more. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VIEW     | look, intent, grant former, own twinlake, statement, look, grant analysts, look
            FUNCTION | look, intent, grant former, statement, look, grant analysts, look
            """)
    void takesGrantsAwayBeforeItWritesAndGivesThemBehind(SecurableKind kind, String calls) {
        apply(withdrawnAtTheSource(kind), kind);

        assertThat(String.join(", ", replica.calls)).isEqualTo(calls);
    }

    @ParameterizedTest
    @EnumSource(names = {"VIEW", "FUNCTION"})
    void writesNothingUnderAGrantThatItMayNotTakeAway(SecurableKind kind) {
        replica.failing("grant former", FailureCategory.PERMISSION, Effect.NONE);

        Applied applied = apply(withdrawnAtTheSource(kind), kind);

        assertThat(applied.outcome().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(replica.calls).containsExactly("look", "intent", "grant former", "look");
        assertThat(applied.known()).hasSize(1);
    }

    private static String definition(Side side) {
        return Fingerprint.parse(Objects.requireNonNull(side.fingerprint())).definition();
    }

    static Stream<Arguments> sincePlanned() {
        return Stream.of(
                since(
                        "another object of its name",
                        it -> it.put("id", "another"),
                        Outcome.BLOCKED,
                        "was changed at the replica by somebody else since the plan"),
                since(
                        "described otherwise",
                        it -> it.put("comment", "mallory's"),
                        Outcome.BLOCKED,
                        "was changed at the replica by somebody else since the plan"),
                since(
                        "owned by another",
                        it -> it.put("owner", "mallory"),
                        Outcome.BLOCKED,
                        "was changed at the replica by somebody else since the plan"),
                since("without a name", it -> it.remove("name"), Outcome.FAILED, "could not be understood"));
    }

    @ParameterizedTest
    @MethodSource
    void sincePlanned(Consumer<ObjectNode> change, Outcome outcome, String says) {
        for (SecurableKind kind : List.of(
                SecurableKind.CATALOG,
                SecurableKind.SCHEMA,
                SecurableKind.TABLE,
                SecurableKind.VIEW,
                SecurableKind.FUNCTION)) {
            OneReplica touched = new OneReplica();
            touched.before("look", () -> change.accept(Objects.requireNonNull(touched.object)));
            GoldSituation gold = changedAtTheSource(kind);

            Applied applied = apply(gold, kind, touched);

            assertNotBegun(applied, touched, outcome, says, gold.pair(key(kind)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CATALOG", "SCHEMA", "TABLE", "VIEW", "FUNCTION"})
    void whatSomebodyGrantedSinceThePlanIsNotTakenAway(SecurableKind kind) {
        replica.before("look", () -> replica.granted("mallory", "ALL"));
        GoldSituation gold = changedAtTheSource(kind);

        assertNotBegun(apply(gold, kind), replica, Outcome.BLOCKED, "since the plan was made", gold.pair(key(kind)));
    }

    @ParameterizedTest
    @EnumSource(names = {"CATALOG", "SCHEMA", "TABLE", "VIEW", "FUNCTION"})
    void whatWasDroppedSinceThePlanIsNotMadeAnew(SecurableKind kind) {
        replica.before("look", () -> replica.object = null);
        GoldSituation gold = changedAtTheSource(kind);

        assertNotBegun(apply(gold, kind), replica, Outcome.FAILED, "was dropped at the replica", gold.pair(key(kind)));
    }

    @ParameterizedTest
    @EnumSource(names = {"CATALOG", "SCHEMA", "TABLE", "VIEW", "FUNCTION"})
    void whatSomebodyMadeSinceThePlanStays(SecurableKind kind) {
        replica.before(
                "look", () -> replica.object = GoldObjects.json(key(kind)).put("id", "another"));
        GoldSituation gold = changedAtTheSource(kind).withoutReplica(key(kind)).unpaired(key(kind));

        assertNotBegun(apply(gold, kind), replica, Outcome.BLOCKED, "came into being at the replica", Pair.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"CATALOG", "SCHEMA", "TABLE", "VIEW", "FUNCTION"})
    void whatCannotBeLookedAtIsNotWritten(SecurableKind kind) {
        replica.failing("look", FailureCategory.PERMISSION, Effect.NONE);
        GoldSituation gold = changedAtTheSource(kind);

        assertNotBegun(apply(gold, kind), replica, Outcome.FAILED, "look failed", gold.pair(key(kind)));
    }

    /** A call that did nothing closes the intent only where nothing was written before it; else a later run must know of it. */
    @ParameterizedTest(name = "{0} of a {1}, effect {2}: intent closed {3}")
    @CsvSource({
        "describe,       SCHEMA,   NONE,    true",
        "describe,       SCHEMA,   UNKNOWN, false",
        "own twinlake,   VIEW,     NONE,    true",
        "statement,      VIEW,     NONE,    false",
        "statement,      VIEW,     UNKNOWN, false",
        "statement,      FUNCTION, NONE,    true",
        "statement,      FUNCTION, UNKNOWN, false",
        "grant analysts, SCHEMA,   UNKNOWN, false"
    })
    void afterAFailure(String call, SecurableKind kind, Effect effect, boolean closed) {
        replica.failing(call, FailureCategory.UNAVAILABLE, effect);
        GoldSituation gold = changedAtTheSource(kind);

        Applied applied = apply(gold, kind);

        assertThat(applied.outcome().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(applied.state().pair()).as("what was known before").isEqualTo(gold.pair(key(kind)));
        assertThat(applied.known()).hasSize(closed ? 1 : 0);
        assertThat(replica.calls.subList(replica.calls.indexOf(call) + 1, replica.calls.size()))
                .allMatch("look"::equals);
    }

    @Test
    void afterAFailureWithoutEffectTheIntentStaysOpenWhereSomethingIsOtherwiseAllTheSame() {
        replica.failing("describe", FailureCategory.UNAVAILABLE, Effect.NONE)
                .before("describe", () -> Objects.requireNonNull(replica.object).put("comment", "whose?"));

        assertThat(apply(changedAtTheSource(SecurableKind.SCHEMA), SecurableKind.SCHEMA)
                        .known())
                .isEmpty();
    }

    @Test
    void whatIsRefusedFailsUnderItsNameAndTheRestIsKnown() {
        replica.failing("grant analysts", FailureCategory.NOT_FOUND, Effect.NONE);
        GoldSituation gold = changedAtTheSource(SecurableKind.VIEW);

        Applied applied = apply(gold, SecurableKind.VIEW);

        assertThat(applied.outcome().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(applied.outcome().failure()).isNotNull().satisfies(failure -> {
            assertThat(failure.message()).contains("analysts", "grant analysts failed");
            assertThat(failure.next()).startsWith("Create the principal");
        });
        assertThat(applied.state().pair()).isNotEqualTo(gold.pair(key(SecurableKind.VIEW)));
        assertThat(applied.known()).hasSize(1);
    }

    @Test
    void whatStillDiffersBehindTheWriteIsAFailure() {
        GoldSituation gold = changedAtTheSource(SecurableKind.SCHEMA);
        replica.before(
                "grant analysts", () -> Objects.requireNonNull(replica.object).put("comment", "mallory's"));

        assertThat(apply(gold, SecurableKind.SCHEMA).outcome().failure())
                .isNotNull()
                .satisfies(failure -> {
                    assertThat(failure.category()).isEqualTo("differs");
                    assertThat(failure.message()).contains("was written and still differs", "mallory's");
                });
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEMA", "TABLE", "VIEW", "FUNCTION"})
    void removesWhatIsAsItWasLeftAndProvenToBeGone(SecurableKind kind) {
        Applied applied = apply(goneAtTheSource(kind), kind);

        assertThat(replica.calls).containsExactly("look", "look", "intent", "delete");
        assertThat(applied.outcome().outcome()).isEqualTo(Outcome.PRUNED);
        assertThat(applied.known()).hasSize(1);
    }

    static Stream<Arguments> notRemoved() {
        return Stream.of(
                notRemoved("is described otherwise", it -> it.before("look", () -> described(it))),
                notRemoved("somebody was granted", it -> it.before("look", () -> it.granted("mallory", "ALL"))),
                notRemoved("is gone already", it -> it.before("look", () -> it.object = null)),
                notRemoved("cannot be looked at", it -> it.failing("look", FailureCategory.PERMISSION, Effect.NONE)));
    }

    @ParameterizedTest
    @MethodSource
    void notRemoved(Consumer<OneReplica> given) {
        for (SecurableKind kind :
                List.of(SecurableKind.SCHEMA, SecurableKind.TABLE, SecurableKind.VIEW, SecurableKind.FUNCTION)) {
            OneReplica touched = new OneReplica();
            given.accept(touched);
            GoldSituation gold = goneAtTheSource(kind);

            Applied applied = apply(gold, kind, touched);

            assertNotBegun(applied, touched, Outcome.BLOCKED, "it is not removed", gold.pair(key(kind)));
        }
    }

    @Test
    void whatTheSourceDoesNotListAndYetHasIsNotRemoved() {
        when(source.find(any(), any())).thenReturn(Optional.of(GoldObjects.json(key(SecurableKind.VIEW))));
        GoldSituation gold = goneAtTheSource(SecurableKind.VIEW);

        assertNotBegun(
                apply(gold, SecurableKind.VIEW),
                replica,
                Outcome.BLOCKED,
                "is not listed at the source and yet exists there",
                gold.pair(key(SecurableKind.VIEW)));
    }

    private static void described(OneReplica touched) {
        Objects.requireNonNull(touched.object).put("comment", "mallory's");
    }

    /** Nothing is written, nothing is forgotten, and no intent excuses anything later. */
    private static void assertNotBegun(Applied applied, OneReplica touched, Outcome outcome, String says, Pair known) {
        assertThat(applied.outcome().outcome()).as(says).isEqualTo(outcome);
        assertThat(applied.outcome().failure())
                .isNotNull()
                .satisfies(failure -> assertThat(failure.message()).contains(says));
        assertThat(applied.state().pair()).isEqualTo(known);
        assertThat(applied.known()).isEmpty();
        assertThat(touched.calls).allMatch("look"::equals);
    }

    private static GoldSituation changedAtTheSource(SecurableKind kind) {
        return GoldSituation.replicatedWhole(key(kind))
                .changeSource(key(kind), commented("new"))
                .changeSource(key(kind), granted("analysts", "SELECT"))
                .changeSource(key(kind), owned("bob"));
    }

    /** Another text, and somebody may not read it any more. */
    private static GoldSituation withdrawnAtTheSource(SecurableKind kind) {
        return GoldSituation.replicatedWhole(key(kind))
                .replicated(granted("former", "SELECT").apply(GoldObjects.of(kind)))
                .source(GoldObjects.of(kind))
                .changeSource(key(kind), commented("new"))
                .changeSource(key(kind), granted("analysts", "SELECT"));
    }

    private static GoldSituation goneAtTheSource(SecurableKind kind) {
        return GoldSituation.replicatedWhole(key(kind)).withoutSource(key(kind)).syncing("onDelete: prune");
    }

    private Applied apply(GoldSituation gold, SecurableKind kind) {
        return apply(gold, kind, replica);
    }

    private Applied apply(GoldSituation gold, SecurableKind kind, OneReplica at) {
        SecurableKey key = key(kind);
        Situation situation = gold.made();
        situation.replica().find(key).ifPresent(at::holding);
        at.made = () -> made(key, at.object);
        Work work = new BuildPlan(situation)
                .build().works().stream()
                        .filter(planned -> planned.key().equals(key))
                        .findFirst()
                        .orElseThrow();
        Workspace sourceRegion = mock(Workspace.class);
        when(sourceRegion.catalog()).thenReturn(source);
        GuardedWorkspace guarded = at.guarded(situation);
        return ApplyWork.of(
                        situation,
                        sourceRegion,
                        guarded,
                        new ReadSecurable(guarded.reading().catalog(), at.rights(), situation.uncompared()),
                        at.rights(),
                        mock(CloneTable.class),
                        mock(SetAside.class),
                        at.intents,
                        RUN)
                .apply(work);
    }

    /** What a statement leaves: the new comment, and the marker, of an object that may have to get its id. */
    private static ObjectNode made(SecurableKey key, ObjectNode before) {
        ObjectNode made = before == null ? GoldObjects.json(key).put("id", "made") : before;
        if (key.kind().bearsMarker() && before == null) {
            GoldSituation.markerOf(key).properties().forEach(made.withObjectProperty("properties")::put);
        }
        return made.put("comment", "new").put("owner", "twinlake");
    }

    private static Arguments since(String name, Consumer<ObjectNode> change, Outcome outcome, String says) {
        return argumentSet(name, change, outcome, says);
    }

    private static Arguments notRemoved(String name, Consumer<OneReplica> given) {
        return argumentSet("what " + name, given);
    }
}
