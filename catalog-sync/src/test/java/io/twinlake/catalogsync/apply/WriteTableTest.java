package io.twinlake.catalogsync.apply;

import static io.twinlake.catalogsync.situation.GoldObjects.commented;
import static io.twinlake.catalogsync.situation.GoldObjects.key;
import static io.twinlake.catalogsync.situation.GoldObjects.marked;
import static io.twinlake.catalogsync.situation.GoldObjects.property;
import static io.twinlake.catalogsync.situation.GoldSituation.AT_REPLICA;
import static io.twinlake.catalogsync.situation.GoldSituation.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.catalogsync.access.TakeOwner;
import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.data.CloneTable;
import io.twinlake.catalogsync.data.CloneTarget;
import io.twinlake.catalogsync.data.SetAside;
import io.twinlake.catalogsync.decide.BuildPlan;
import io.twinlake.catalogsync.outcome.Failures;
import io.twinlake.catalogsync.region.ReadSecurable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.GoldObjects;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.catalogsync.situation.Ownership;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.CloneRecord;
import io.twinlake.ledger.state.Failure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a table comes to its rows: onto what it is cloned, what is set aside before, and when it is not written on. */
class WriteTableTest {
    private static final SecurableKey TABLE = key(SecurableKind.TABLE);
    private static final UnaryOperator<GoldSituation> NEW =
            it -> it.withoutReplica(TABLE).unpaired(TABLE);
    private static final UnaryOperator<GoldSituation> MOVED =
            it -> it.sourceStandsAt(TABLE, version(6, "WRITE", "alice"));
    private static final Consumer<WriteTableTest> AS_EVER = test -> {};

    private final List<String> calls = new ArrayList<>();
    private final Deque<ClientException> clonesFail = new ArrayDeque<>();
    private final CloneRecord done = mock(CloneRecord.class);
    private final CloneTable clone = mock(CloneTable.class);
    private final TakeOwner take = mock(TakeOwner.class);
    private final SetAside setAside = mock(SetAside.class);
    private final AlignTable align = mock(AlignTable.class);
    private final LookAgain look = mock(LookAgain.class);
    private final ReadSecurable read = mock(ReadSecurable.class);
    private final UnityCatalog source = mock(UnityCatalog.class);
    private final Writing writing = mock(Writing.class);

    private Optional<Failure> obstacle = Optional.empty();

    @BeforeEach
    void writeDownWhatIsCalled() {
        when(clone.ensureCloned(any(), any(), any(), any())).thenAnswer(call -> {
            CloneTarget onto = call.getArgument(2);
            calls.add("clone onto "
                    + (!onto.exists() ? "nothing" : onto.marker().isPresent() ? "a replica" : "an original"));
            ClientException failure = clonesFail.poll();
            if (failure != null) {
                throw failure;
            }
            return done;
        });
        when(clone.found(any())).thenAnswer(call -> written("found", done));
        when(look.obstacle(any(), any(), any())).thenAnswer(call -> written("look", obstacle));
        when(look.planned(any())).thenReturn(AT_REPLICA.version());
        when(look.foreign(any(), anyLong(), any())).thenReturn(Optional.empty());
        when(read.back(any())).thenCallRealMethod();
        when(read.read(TABLE)).thenReturn(Optional.of(GoldObjects.of(TABLE)));
        when(source.find(any(), any())).thenReturn(Optional.of(GoldObjects.json(TABLE)));
        doAnswer(call -> written("own", null)).when(take).ensure(any());
        doAnswer(call -> written("set aside", null)).when(setAside).ensure(any());
        doAnswer(call -> written("align", null)).when(align).align(any(), any(), any());
        doAnswer(call -> written("expect", null)).when(writing).expectCommit();
        doAnswer(call -> written("withdraw", null)).when(writing).withdrawCommit();
    }

    /** What is otherwise than a table that is replicated, what fails, what is done in order, and the version behind which all must be ours. */
    static Stream<Arguments> writes() {
        return Stream.of(
                argumentSet("one that is new", NEW, AS_EVER, "clone onto nothing, align", TableHistory.NO_VERSION),
                argumentSet("one that moved", MOVED, AS_EVER, "clone onto a replica, align", AT_REPLICA.version()),
                argumentSet(
                        "one that moved since a promotion, onto what was its source",
                        also(it -> it.turned(TABLE), MOVED),
                        AS_EVER,
                        "clone onto an original, align",
                        AT_REPLICA.version()),
                argumentSet(
                        "one whose column mapping changed",
                        also(MOVED, it -> it.changeSource(TABLE, property("delta.columnMapping.mode", "name"))),
                        AS_EVER,
                        "own, expect, set aside, withdraw, clone onto nothing, align",
                        TableHistory.NO_VERSION),
                argumentSet(
                        "one that a killed run had only marked as set aside",
                        also(MOVED, it -> it.changeReplica(TABLE, marked(archived()))),
                        AS_EVER,
                        "own, expect, set aside, withdraw, clone onto nothing, align",
                        TableHistory.NO_VERSION),
                argumentSet(
                        "one whose column mapping the platform names, in words",
                        MOVED,
                        failing(FailureCategory.INVALID, null, "Column mapping cannot be changed"),
                        "clone onto a replica, look, own, expect, set aside, withdraw, clone onto nothing, align",
                        TableHistory.NO_VERSION),
                argumentSet(
                        "one whose column mapping the platform names, by its code",
                        MOVED,
                        failing(FailureCategory.INVALID, "DELTA_UNSUPPORTED_COLUMN_MAPPING_MODE_CHANGE", "no"),
                        "clone onto a replica, look, own, expect, set aside, withdraw, clone onto nothing, align",
                        TableHistory.NO_VERSION),
                argumentSet(
                        "one that stands there by a statement of ours that copied this version",
                        NEW,
                        failing(FailureCategory.CONFLICT, null, "exists")
                                .andThen(test ->
                                        when(test.look.copied(TABLE.name(), 5)).thenReturn(true)),
                        "clone onto nothing, found, align",
                        TableHistory.NO_VERSION),
                argumentSet(
                        "one that stands there by a statement of ours that copied an earlier version",
                        NEW,
                        failing(FailureCategory.CONFLICT, null, "exists"),
                        "clone onto nothing, clone onto a replica, align",
                        TableHistory.NO_VERSION));
    }

    @ParameterizedTest
    @MethodSource
    void writes(UnaryOperator<GoldSituation> given, Consumer<WriteTableTest> failing, String order, long since) {
        failing.accept(this);

        WriteTable.Written written = write(given);

        assertThat(String.join(", ", calls)).isEqualTo(order);
        assertThat(written.done()).contains(done);
        assertThat(written.since()).isEqualTo(since);
    }

    @Test
    void copiesNoRowsWhereOnlyTheDescriptionMoved() {
        WriteTable.Written written = write(it -> it.changeSource(TABLE, commented("new")));

        assertThat(calls).containsExactly("align");
        assertThat(written.done()).isEmpty();
        assertThat(written.since()).isEqualTo(AT_REPLICA.version());
    }

    static Stream<Arguments> stops() {
        return Stream.of(
                argumentSet(
                        "where a clone fails",
                        MOVED,
                        failing(FailureCategory.INVALID, null, "too many files"),
                        ClientException.class,
                        "too many files",
                        "clone onto a replica"),
                argumentSet(
                        "where column mapping is spoken of by a failure that may pass",
                        MOVED,
                        failing(FailureCategory.UNAVAILABLE, null, "column mapping service is down"),
                        ClientException.class,
                        "service is down",
                        "clone onto a replica"),
                argumentSet(
                        "where the platform cannot clone the table",
                        MOVED,
                        failing(FailureCategory.INVALID, "DELTA_CLONE_UNSUPPORTED_SOURCE", "a shallow clone"),
                        Hindered.NotProtected.class,
                        "is not protected: the platform cannot clone it",
                        "clone onto a replica"),
                argumentSet(
                        "where the share does not show a table that is there",
                        MOVED,
                        failing(FailureCategory.NOT_FOUND, "TABLE_OR_VIEW_NOT_FOUND", "no table"),
                        Hindered.NotProtected.class,
                        "its share does not show it to the other region",
                        "clone onto a replica"),
                argumentSet(
                        "where the source was dropped meanwhile",
                        MOVED,
                        failing(FailureCategory.NOT_FOUND, null, "no table").andThen(WriteTableTest::dropTheSource),
                        ClientException.class,
                        "was dropped at the source while it was being replicated",
                        "clone onto a replica"),
                argumentSet(
                        "where a file of the source is missing",
                        MOVED,
                        failing(FailureCategory.INVALID, "DELTA_FILE_NOT_FOUND_DETAILED", "a file is gone"),
                        ClientException.class,
                        "FSCK REPAIR TABLE `gold`.`s`.`t`",
                        "clone onto a replica"),
                argumentSet(
                        "where a region is silent, and asks the source nothing",
                        MOVED,
                        failing(FailureCategory.UNAVAILABLE, null, "no answer").andThen(WriteTableTest::dropTheSource),
                        ClientException.class,
                        "no answer",
                        "clone onto a replica"),
                argumentSet(
                        "before it sets aside what somebody touched",
                        MOVED,
                        failing(FailureCategory.INVALID, null, "column mapping")
                                .andThen(test -> test.obstacle = touched()),
                        Hindered.ChangedMeanwhile.class,
                        "mallory was here",
                        "clone onto a replica, look"),
                argumentSet(
                        "where somebody made the table meanwhile",
                        NEW,
                        failing(FailureCategory.CONFLICT, null, "exists").andThen(WriteTableTest::foreign),
                        Hindered.ChangedMeanwhile.class,
                        "mallory was here",
                        "clone onto nothing"),
                argumentSet(
                        "where it conflicts with nothing that stands there",
                        NEW,
                        failing(FailureCategory.CONFLICT, null, "exists")
                                .andThen(test -> when(test.read.read(TABLE)).thenReturn(Optional.empty())),
                        ClientException.class,
                        "exists",
                        "clone onto nothing"),
                argumentSet(
                        "where a new table cannot be made",
                        NEW,
                        failing(FailureCategory.PERMISSION, null, "may not"),
                        ClientException.class,
                        "may not",
                        "clone onto nothing"),
                argumentSet(
                        "before it describes what somebody wrote to while it was cloned",
                        MOVED,
                        (Consumer<WriteTableTest>) WriteTableTest::foreign,
                        Hindered.ChangedMeanwhile.class,
                        "mallory was here",
                        "clone onto a replica"),
                argumentSet(
                        "where the table is gone behind its clone",
                        MOVED,
                        (Consumer<WriteTableTest>)
                                test -> when(test.read.read(TABLE)).thenReturn(Optional.empty()),
                        ClientException.class,
                        "somebody dropped it meanwhile",
                        "clone onto a replica"));
    }

    @ParameterizedTest
    @MethodSource
    void stops(
            UnaryOperator<GoldSituation> given,
            Consumer<WriteTableTest> failing,
            Class<? extends RuntimeException> how,
            String says,
            String order) {
        failing.accept(this);

        assertThatThrownBy(() -> write(given))
                .isInstanceOf(how)
                .satisfies(stopped -> assertThat(
                                stopped instanceof Hindered hindered
                                        ? hindered.failure().message()
                                        : stopped.getMessage())
                        .contains(says));
        assertThat(String.join(", ", calls)).isEqualTo(order);
    }

    private WriteTable.Written write(UnaryOperator<GoldSituation> given) {
        Situation situation = given.apply(GoldSituation.replicatedWhole(TABLE)).made();
        Work work = new BuildPlan(situation)
                .build().works().stream()
                        .filter(planned -> planned.key().equals(TABLE))
                        .findFirst()
                        .orElseThrow();
        boolean original = work.replica() != null && new Ownership(situation).original(work.replica());
        Workspace region = mock(Workspace.class);
        when(region.catalog()).thenReturn(source);
        return new WriteTable(region, clone, take, setAside, align, read, look)
                .write(work, Objects.requireNonNull(work.wanted()), original, GoldSituation.markerOf(TABLE), writing);
    }

    private <T extends @Nullable Object> T written(String call, T answer) {
        calls.add(call);
        return answer;
    }

    private void dropTheSource() {
        when(source.find(any(), any())).thenReturn(Optional.empty());
    }

    private void foreign() {
        when(look.foreign(any(), anyLong(), any())).thenReturn(touched());
    }

    private static Optional<Failure> touched() {
        return Optional.of(Failures.blocked("mallory was here", "Sync again."));
    }

    private static Marker archived() {
        return Marker.archived(GoldSituation.GROUP, GoldObjects.of(TABLE).id());
    }

    /** The first clone fails. */
    private static Consumer<WriteTableTest> failing(FailureCategory category, @Nullable String code, String message) {
        return test ->
                test.clonesFail.add(new ClientException(category, "clone", TABLE.toString(), code, message, null));
    }

    private static UnaryOperator<GoldSituation> also(
            UnaryOperator<GoldSituation> first, UnaryOperator<GoldSituation> then) {
        return it -> then.apply(first.apply(it));
    }
}
