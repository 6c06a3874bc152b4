package io.twinlake.sandbox.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.sql.CancelExecutionRequest;
import com.databricks.sdk.service.sql.ExecuteStatementRequestOnWaitTimeout;
import com.databricks.sdk.service.sql.ResultData;
import com.databricks.sdk.service.sql.State;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import com.databricks.sdk.service.sql.StopRequest;
import io.twinlake.sandbox.calls.Call;
import io.twinlake.sandbox.calls.CallLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsThroughTheSdkTest {

    private RegionFixture region;
    private WorkspaceClient client;

    @BeforeAll
    void start(@TempDir Path dir) {
        region = RegionFixture.start(dir);
        client = region.admin();
    }

    @AfterAll
    void stop() {
        region.close();
    }

    @Test
    void aResultOfManyRowsComesInChunksThatAreWhole() {
        StatementResponse response = region.run(client, "ROWS 2500");

        assertThat(response.getManifest().getTotalRowCount()).isEqualTo(2500);
        assertThat(response.getManifest().getTotalChunkCount()).isEqualTo(3);
        List<Collection<String>> rows = new ArrayList<>(response.getResult().getDataArray());
        Long next = response.getResult().getNextChunkIndex();
        while (next != null) {
            ResultData chunk = client.statementExecution().getStatementResultChunkN(response.getStatementId(), next);
            assertThat(chunk.getRowOffset()).isEqualTo(rows.size());
            rows.addAll(chunk.getDataArray());
            next = chunk.getNextChunkIndex();
        }
        assertThat(rows).hasSize(2500);
        assertThat(rows.get(2499)).containsExactly("2499");
    }

    @Test
    void aRowLimitCutsTheResultAndSaysSo() {
        StatementResponse response = client.statementExecution()
                .executeStatement(region.request("ROWS 50").setRowLimit(3L));

        assertThat(response.getManifest().getTruncated()).isTrue();
        assertThat(response.getResult().getDataArray()).hasSize(3);
    }

    @Test
    void aFailureIsAnAnswerWithItsErrorClass() {
        StatementResponse response = region.run(client, "FAIL");

        assertThat(response.getStatus().getState()).isEqualTo(StatementState.FAILED);
        assertThat(response.getStatus().getSqlState()).isEqualTo("22012");
        assertThat(response.getStatus().getError().getMessage()).startsWith("[DIVIDE_BY_ZERO]");
    }

    @Test
    void aStatementOutlivesItsRequestUntilItIsCancelled() {
        StatementResponse response = client.statementExecution()
                .executeStatement(region.request("BLOCK").setWaitTimeout("0s"));
        String id = response.getStatementId();
        assertThat(response.getStatus().getState()).isIn(StatementState.PENDING, StatementState.RUNNING);

        client.statementExecution().cancelExecution(new CancelExecutionRequest().setStatementId(id));

        assertThat(client.statementExecution().getStatement(id).getStatus().getState())
                .isEqualTo(StatementState.CANCELED);
        assertThat(region.engine().wasCancelled(id)).isTrue();
    }

    @Test
    void aStatementThatTakesTooLongIsCancelledWhereThatWasAsked() {
        StatementResponse response = client.statementExecution()
                .executeStatement(region.request("BLOCK")
                        .setWaitTimeout("5s")
                        .setOnWaitTimeout(ExecuteStatementRequestOnWaitTimeout.CANCEL));

        assertThat(response.getStatus().getState()).isEqualTo(StatementState.CANCELED);
    }

    @Test
    void waitsAndWarehousesThatThePlatformRefusesAreRefused() {
        assertThatThrownBy(() -> client.statementExecution()
                        .executeStatement(region.request("ROWS 1").setWaitTimeout("3s")))
                .hasMessageContaining("wait_timeout");
        assertThatThrownBy(() -> client.statementExecution()
                        .executeStatement(region.request("ROWS 1").setWarehouseId("nope")))
                .hasMessageContaining("nope is not a valid endpoint id");
        assertThatThrownBy(() -> client.statementExecution().getStatement("unknown"))
                .hasMessageContaining("was not found");
    }

    @Test
    void aStoppedWarehouseStartsWhenAStatementArrives() throws Exception {
        String id = region.spec().warehouseId();
        client.warehouses().stop(new StopRequest().setId(id)).get();
        assertThat(client.warehouses().get(id).getState()).isEqualTo(State.STOPPED);

        region.sql("ROWS 1");

        assertThat(client.warehouses().get(id).getState()).isEqualTo(State.RUNNING);
    }

    @Test
    void theCallLogShowsTheStatementAndWhetherItCouldChangeState() {
        region.sql("SHOW CATALOGS");
        region.sql("CREATE CATALOG logged");

        List<Call> calls = new ArrayList<>();
        CallLog.read(region.calls(), 0, calls::add);

        assertThat(calls).anySatisfy(call -> {
            assertThat(call.statement()).isEqualTo("SHOW CATALOGS");
            assertThat(call.write()).isFalse();
        });
        assertThat(calls).anySatisfy(call -> {
            assertThat(call.statement()).isEqualTo("CREATE CATALOG logged");
            assertThat(call.write()).isTrue();
            assertThat(call.status()).isEqualTo(200);
        });
    }
}
