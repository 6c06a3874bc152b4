package io.twinlake.orchestrator.drill.rehearse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Marker;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.clients.databricks.sql.StatementId;
import io.twinlake.clients.databricks.sql.StatementResult;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A drill's stand-ins are made where nothing stood, or not at all. */
class DrillSchemaTest {
    private static final GroupName GOLD = new GroupName("gold");
    private static final ObjectName TABLE = ObjectName.of("gold", "api", "customers");
    private static final ObjectName STAND_IN = ObjectName.of("gold", "twinlake_drill_run_1", "api__customers__id7");

    private final Workspace replica = mock(Workspace.class, RETURNS_DEEP_STUBS);
    private final List<String> created = new ArrayList<>();
    private final DrillSchema schema = new DrillSchema(GOLD, replica, new RunId("run-1"), () -> {});
    private boolean taken;

    @BeforeEach
    void replica() {
        when(replica.catalog().find(any(), any())).thenReturn(Optional.empty());
        when(replica.statements().run(any(), any())).thenAnswer(call -> {
            String sql = call.<Statement>getArgument(0).sql();
            if (sql.startsWith("DESCRIBE HISTORY")) {
                return history();
            }
            created.add(sql);
            if (taken) {
                throw new ClientException(
                        FailureCategory.CONFLICT,
                        "run a statement",
                        null,
                        null,
                        "[TABLE_OR_VIEW_ALREADY_EXISTS]",
                        null);
            }
            return new StatementResult(new StatementId("s1"), List.of(), List.of());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANAGED", "EXTERNAL"})
    void replacesNothing(String type) {
        table(type);

        assertThat(schema.standIn(TABLE)).isEqualTo(STAND_IN);

        assertThat(created).singleElement().asString().startsWith("CREATE ").doesNotContain("OR REPLACE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANAGED", "EXTERNAL"})
    void takesWhatItMadeTwiceForItsOwnAndNothingElse(String type) {
        table(type);
        taken = true;

        stands(new Marker("gold", "id7", null, null, true));
        assertThat(schema.standIn(TABLE)).isEqualTo(STAND_IN);

        stands(new Marker("gold", "id8", null, null, true));
        assertThatThrownBy(() -> schema.standIn(TABLE)).isInstanceOf(ClientException.class);
    }

    private void table(String type) {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.put("table_type", type).put("table_id", "id7");
        when(replica.catalog().find(SecurableKind.TABLE, TABLE)).thenReturn(Optional.of(table));
    }

    private void stands(Marker marker) {
        ObjectNode there = JsonNodeFactory.instance.objectNode();
        Map<String, String> properties = marker.properties();
        properties.forEach(there.putObject("properties")::put);
        when(replica.catalog().find(SecurableKind.TABLE, STAND_IN)).thenReturn(Optional.of(there));
    }

    private static StatementResult history() {
        return new StatementResult(
                new StatementId("s0"),
                List.of("version", "timestamp", "operation", "userName", "operationParameters"),
                List.of(List.of("3", "2026-05-04T12:00:00Z", "WRITE", "alice", "{}")));
    }
}
