package io.twinlake.catalogsync.apply;

import static io.twinlake.catalogsync.situation.GoldObjects.commented;
import static io.twinlake.catalogsync.situation.GoldObjects.key;
import static io.twinlake.catalogsync.situation.GoldSituation.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.twinlake.catalogsync.change.Work;
import io.twinlake.catalogsync.decide.BuildPlan;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.situation.GoldSituation;
import io.twinlake.catalogsync.situation.Situation;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.delta.DeltaVersion;
import io.twinlake.clients.databricks.delta.OwnCommits;
import io.twinlake.clients.databricks.delta.TableHistory;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.state.Intent;
import io.twinlake.ledger.state.Intents;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.InOrder;

/** Which commits a statement of ours excuses: the one that it left, the one that it may have left, and no other. */
class WritingTest {
    private static final SecurableKey TABLE = key(SecurableKind.TABLE);
    private static final DeltaVersion BEFORE = version(7, "CLONE", "twinlake");

    private final Intents intents = mock(Intents.class);
    private final TableHistory history = mock(TableHistory.class);

    @BeforeEach
    void keepIntents() {
        when(intents.open(any(), any(), any(), any(), any())).thenReturn(intent(0));
        when(intents.expectCommit(any()))
                .thenAnswer(call -> intent(call.<Intent>getArgument(0).traces().commits() + 1));
        when(intents.withdrawCommit(any()))
                .thenAnswer(call -> intent(call.<Intent>getArgument(0).traces().commits() - 1));
    }

    static Stream<Arguments> excuses() {
        return Stream.of(
                row("its own commit, which it saw", null, version(8, "SET TBLPROPERTIES", "twinlake"), Set.of(8L), 0),
                row("nothing where it left none", null, BEFORE, Set.of(), 0),
                row(
                        "one of metadata, not what another wrote meanwhile",
                        null,
                        version(8, "WRITE", "mallory"),
                        Set.of(),
                        1),
                row(
                        "one of metadata where another committed beside it",
                        null,
                        version(9, "SET TBLPROPERTIES", "mallory"),
                        Set.of(),
                        1),
                row("nothing where it had no effect", failure(Effect.NONE), BEFORE, Set.of(), 0),
                row("one of metadata where its effect is not known", failure(Effect.UNKNOWN), BEFORE, Set.of(), 1),
                row("one of metadata where it was cut off", new IllegalStateException("killed"), BEFORE, Set.of(), 1));
    }

    @ParameterizedTest
    @MethodSource
    void excuses(@Nullable RuntimeException failure, DeltaVersion after, Set<Long> seen, int metadata) {
        when(history.current(TABLE.name())).thenReturn(BEFORE, after);
        Writing writing = begin();

        Throwable thrown = catchThrowable(() -> writing.change(() -> {
            if (failure != null) {
                throw failure;
            }
        }));

        assertThat(thrown).isEqualTo(failure);
        OwnCommits own = writing.own();
        assertThat(own.seen()).isEqualTo(seen);
        assertThat(own.metadata()).isEqualTo(metadata);
        assertThat(own.cloned()).isEmpty();
    }

    @Test
    void notesAStatementBeforeItIsSent() {
        when(history.current(TABLE.name())).thenReturn(BEFORE);
        Runnable statement = mock(Runnable.class);

        begin().change(statement);

        InOrder order = inOrder(intents, statement);
        order.verify(intents).open(any(), any(), any(), any(), any());
        order.verify(intents).expectCommit(any());
        order.verify(statement).run();
    }

    private Writing begin() {
        Situation situation = GoldSituation.replicatedWhole(TABLE)
                .changeSource(TABLE, commented("new"))
                .made();
        Work work = new BuildPlan(situation)
                .build().works().stream()
                        .filter(planned -> planned.key().equals(TABLE))
                        .findFirst()
                        .orElseThrow();
        return Writing.begin(intents, history, new RunId("this run"), work, situation);
    }

    private static Intent intent(int commits) {
        return new Intent(
                "this intent",
                new RunId("this run"),
                GoldSituation.DIRECTION,
                Epoch.FIRST,
                TABLE.kind(),
                TABLE.name(),
                new Intent.Traces("a definition", null, commits));
    }

    private static ClientException failure(Effect effect) {
        return new ClientException(FailureCategory.UNAVAILABLE, effect, "call", null, null, "connection lost", null);
    }

    private static Arguments row(
            String name, @Nullable RuntimeException failure, DeltaVersion after, Set<Long> seen, int metadata) {
        return argumentSet(name, failure, after, seen, metadata);
    }
}
