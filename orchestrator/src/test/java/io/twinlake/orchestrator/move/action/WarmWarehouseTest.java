package io.twinlake.orchestrator.move.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Statement;
import io.twinlake.clients.databricks.StatementId;
import io.twinlake.clients.databricks.StatementResult;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.ObjectName;
import io.twinlake.config.RegionName;
import io.twinlake.config.SecurableKind;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.move.StepFailed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarmWarehouseTest {
    private static final ObjectName TABLE = ObjectName.of("gold", "api", "customers");

    private final Workspace target = mock(Workspace.class, RETURNS_DEEP_STUBS);
    private final MoveContext move = mock(MoveContext.class, RETURNS_DEEP_STUBS);
    private final MoveParts parts = mock(MoveParts.class);

    @BeforeEach
    void describe() {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.putArray("columns").addObject().put("name", "id");
        when(parts.workspaces()).thenReturn((region, limits) -> target);
        when(move.to()).thenReturn(new RegionName("northeurope"));
        when(move.group().apiTables()).thenReturn(List.of(TABLE));
        when(target.catalog().find(SecurableKind.TABLE, TABLE)).thenReturn(Optional.of(table));
        answer("LIMIT 1", "found", List.of("c'1"));
        answer("IN (:key0)", "sampled", List.of());
    }

    @Test
    void looksUpARowOfEachApiTableWhereTheGroupShallServe() {
        assertThat(new WarmWarehouse(parts).perform(move).message())
                .isEqualTo(
                        "The warehouse of northeurope answers, and a row of gold.api.customers was looked up there.");

        verify(target.statements())
                .run(
                        argThat(sent ->
                                sent.parameters().equals(List.of(new Statement.Parameter("key0", "STRING", "c'1")))),
                        any());
    }

    @Test
    void leavesTheFirstLookupToTheApiWhereThePrimaryIsNotWaitedFor() {
        when(move.isForced()).thenReturn(true);

        assertThat(new WarmWarehouse(parts).perform(move).message()).isEqualTo("The warehouse of northeurope answers.");

        verify(target.statements(), never()).run(sql("customers"), any());
    }

    @Test
    void refusesToGoOnWhereTheApiCouldReadNothing() {
        when(target.statements().run(sql("LIMIT 1"), any()))
                .thenThrow(new ClientException(
                        FailureCategory.PERMISSION, "run", null, null, "User does not have SELECT", null));

        assertThatThrownBy(() -> new WarmWarehouse(parts).perform(move))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("gold.api.customers cannot be read in northeurope: ")
                .hasMessageContaining("User does not have SELECT");
    }

    private void answer(String part, String column, List<String> values) {
        List<List<String>> rows = values.stream().map(List::of).toList();
        when(target.statements().run(sql(part), any()))
                .thenReturn(new StatementResult(new StatementId("s"), List.of(column), rows));
    }

    private static Statement sql(String part) {
        return argThat(statement -> statement != null && statement.sql().contains(part));
    }
}
