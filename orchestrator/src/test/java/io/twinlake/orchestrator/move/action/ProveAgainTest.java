package io.twinlake.orchestrator.move.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.state.Outcome;
import io.twinlake.ledger.state.Pair;
import io.twinlake.ledger.state.ReplicaState;
import io.twinlake.ledger.state.Side;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.runbooks.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a planned move does about writers that its fence did not know. */
class ProveAgainTest {
    private static final RegionName WEST = new RegionName("westeurope");
    private static final RegionName NORTH = new RegionName("northeurope");
    private static final ObjectName TABLE = ObjectName.of("gold", "api", "customers");

    @TempDir
    Path folder;

    private final Workspace west = mock(Workspace.class, RETURNS_DEEP_STUBS);
    private final MoveContext move = mock(MoveContext.class);
    private final ProtectedGroup work = mock(ProtectedGroup.class);
    private final List<ObjectNode> schemas = new ArrayList<>(List.of(schema("api")));
    private final List<ObjectNode> tables = new ArrayList<>();
    private Ledger ledger;

    @BeforeEach
    void moveToNorth() {
        TwinFolder twin = new TwinFolder(folder);
        FailoverGroup group = twin.group("");
        ledger = twin.ledgerOf(group).under(Tenure.of(group.name(), Epoch.FIRST));
        Run run = ledger.runs().start(group.name(), RunKind.FAILOVER, new Direction(WEST, NORTH), Epoch.FIRST);
        when(move.group()).thenReturn(group);
        when(move.from()).thenReturn(WEST);
        when(move.to()).thenReturn(NORTH);
        when(move.id()).thenReturn(run.id());
        when(work.ledger()).thenReturn(ledger);
        when(work.workspace(WEST)).thenReturn(west);
        when(west.region()).thenReturn(WEST);
        ledger.holds().hold(group.name(), HoldReverse.reason(move), run.id());
        replicatedUpTo(7, run);
        when(west.catalog().schemas("gold")).thenAnswer(call -> schemas.stream());
        when(west.catalog().inSchema(eq(SecurableKind.TABLE), any())).thenAnswer(call -> tables.stream());
        table("customers");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void freesTheWayBackWhereNothingWasCommittedBehindTheProof() {
        historyOf(7, "WRITE");

        StepResult proven = new ProveAgain(work).perform(move);

        assertThat(proven.details()).containsEntry(Fact.PROVEN_AGAIN, "true");
        when(move.facts(Verb.PROVE_AGAIN)).thenReturn(proven.details());
        assertThat(new ReleaseReverse(work).perform(move).done()).isTrue();
        assertThat(ledger.holds().current(move.group().name())).isEmpty();
    }

    @Test
    void namesACommitThatWasMadeBehindTheProofAndHoldsTheWayBack() {
        historyOf(8, "WRITE");

        StepFailed found = catchThrowableOfType(StepFailed.class, () -> new ProveAgain(work).perform(move));

        assertThat(found).hasMessageContaining("gold.api.customers (version 8, WRITE of 2026-05-04T12:00:00Z)");
        assertThat(found.details())
                .containsEntry(Fact.LEFT_BEHIND, "gold.api.customers")
                .containsEntry(Fact.LEFT_UP_TO, "2026-05-04T12:00:00Z");
        assertStaysHeld(found.details(), "gold.api.customers (version 8");
    }

    @Test
    void namesATableThatWasMadeBehindTheProof() {
        historyOf(7, "WRITE");
        table("made_since");

        StepFailed found = catchThrowableOfType(StepFailed.class, () -> new ProveAgain(work).perform(move));

        assertThat(found.details()).containsEntry(Fact.LEFT_BEHIND, "gold.api.made_since");
    }

    @Test
    void holdsTheWayBackWhereTheOldPrimaryCannotBeSearched() {
        when(west.catalog().schemas("gold")).thenThrow(unavailable("schemas"));
        when(west.statements().run(any(), any())).thenThrow(unavailable("anything"));

        assertThatThrownBy(() -> new ProveAgain(work).perform(move)).isInstanceOf(ClientException.class);

        assertStaysHeld(Map.of(), "what was committed there behind the proof of versions is not known");
    }

    @Test
    void searchesTheOtherSchemasWhereOneCannotBeListedAndSaysWhich() {
        historyOf(8, "WRITE");
        schemas.add(schema("broken"));
        when(west.catalog().inSchema(SecurableKind.TABLE, ObjectName.of("gold", "broken")))
                .thenThrow(unavailable("tables of broken"));

        StepFailed found = catchThrowableOfType(StepFailed.class, () -> new ProveAgain(work).perform(move));

        assertThat(found)
                .hasMessageContaining("gold.api.customers (version 8")
                .hasMessageContaining("could not be searched whole: gold.broken (Could not list tables of broken");
        assertStaysHeld(found.details(), "gold.broken");
    }

    @Test
    void provesNothingWhereOneSchemaCannotBeListedAndTheOthersHoldNothing() {
        historyOf(7, "WRITE");
        schemas.add(schema("broken"));
        when(west.catalog().inSchema(SecurableKind.TABLE, ObjectName.of("gold", "broken")))
                .thenThrow(unavailable("tables of broken"));

        assertThatThrownBy(() -> new ProveAgain(work).perform(move))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("gold.broken");

        assertStaysHeld(Map.of(), "what was committed there behind the proof of versions is not known");
    }

    private static ClientException unavailable(String what) {
        return new ClientException(
                FailureCategory.UNAVAILABLE, "list", null, null, "Could not list " + what + " in west", null);
    }

    private static ObjectNode schema(String name) {
        return JsonNodeFactory.instance.objectNode().put("catalog_name", "gold").put("name", name);
    }

    private void assertStaysHeld(Map<String, String> facts, String reason) {
        when(move.facts(Verb.PROVE_AGAIN)).thenReturn(facts);

        assertThat(new ReleaseReverse(work).perform(move).done()).isFalse();

        assertThat(ledger.holds().current(move.group().name()).orElseThrow().reason())
                .contains(reason);
    }

    private void table(String name) {
        tables.add(JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("table_type", "MANAGED")
                .put("data_source_format", "DELTA")
                .put("table_id", "source-id"));
    }

    /** The newest commit of every table there. */
    private void historyOf(long version, String operation) {
        List<String> columns = List.of("version", "timestamp", "operation", "userName", "operationParameters");
        List<List<String>> rows =
                List.of(List.of(Long.toString(version), "2026-05-04T12:00:00Z", operation, "alice", "{}"));
        when(west.statements().run(any(), any()))
                .thenReturn(new StatementResult(new StatementId("s"), columns, new ArrayList<>(rows)));
    }

    private void replicatedUpTo(long version, Run run) {
        ledger.states()
                .record(
                        run.id(),
                        List.of(new ReplicaState(
                                run.group(),
                                SecurableKind.TABLE,
                                TABLE,
                                new Direction(WEST, NORTH),
                                new Pair(new Side("source-id", "a", version), new Side("replica-id", "b", 3L), null),
                                Outcome.UPDATED,
                                null,
                                run.id())),
                        List.of());
    }
}
