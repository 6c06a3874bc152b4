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
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.move.MoveContext;
import io.twinlake.orchestrator.step.StepFailed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarmWarehouseTest {
    private static final ObjectName TABLE = ObjectName.of("gold", "api", "customers");

    private final Workspace target = mock(Workspace.class, RETURNS_DEEP_STUBS);
    private final MoveContext move = mock(MoveContext.class, RETURNS_DEEP_STUBS);
    private final ProtectedGroup work = mock(ProtectedGroup.class);

    @BeforeEach
    void describe() {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.putArray("columns").addObject().put("name", "id");
        when(work.workspace(any())).thenReturn(target);
        when(move.to()).thenReturn(new RegionName("northeurope"));
        when(move.group().apiTables()).thenReturn(List.of(TABLE));
        when(target.catalog().find(SecurableKind.TABLE, TABLE)).thenReturn(Optional.of(table));
        answer("IS NOT NULL LIMIT 1", "found", List.of("c'1"));
        answer("`id` = :key LIMIT 1", "id", List.of("c'1"));
    }

    @Test
    void looksUpARowOfEachApiTableWhereTheGroupShallServe() {
        assertThat(new WarmWarehouse(work).perform(move).message())
                .isEqualTo("The warehouse of northeurope answers, lookups in gold.api.customers too.");

        verify(target.statements())
                .run(
                        argThat(sent ->
                                sent.parameters().equals(List.of(new Statement.Parameter("key", "STRING", "c'1")))),
                        any());
    }

    @Test
    void readsAnyRowOfATableWithoutAKeyAndNamesOneThatHasNone() {
        when(target.catalog().find(SecurableKind.TABLE, TABLE))
                .thenReturn(Optional.of(JsonNodeFactory.instance.objectNode()));
        answer("SELECT * FROM `gold`.`api`.`customers` LIMIT 1", "id", List.of());

        assertThat(new WarmWarehouse(work).perform(move).message()).endsWith("Without a row: gold.api.customers.");
    }

    @Test
    void leavesTheFirstLookupToTheApiWhereThePrimaryIsNotWaitedFor() {
        when(move.isForced()).thenReturn(true);

        assertAsksForNoCustomer();
    }

    @Test
    void refusesNothingMoreBehindThePromotion() {
        when(move.isPromoted()).thenReturn(true);

        assertAsksForNoCustomer();
    }

    private void assertAsksForNoCustomer() {
        assertThat(new WarmWarehouse(work).perform(move).message()).isEqualTo("The warehouse of northeurope answers.");

        verify(target.catalog(), never()).find(any(), any());
    }

    @Test
    void refusesToGoOnWhereTheApiCouldReadNothing() {
        when(target.statements().run(sql("IS NOT NULL LIMIT 1"), any()))
                .thenThrow(new ClientException(
                        FailureCategory.PERMISSION, "run", null, null, "User does not have SELECT", null));

        assertThatThrownBy(() -> new WarmWarehouse(work).perform(move))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("User does not have SELECT");

        when(target.catalog().find(SecurableKind.TABLE, TABLE)).thenReturn(Optional.empty());

        assertThatThrownBy(() -> new WarmWarehouse(work).perform(move))
                .isInstanceOf(StepFailed.class)
                .hasMessageContaining("gold.api.customers is not in northeurope");
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
