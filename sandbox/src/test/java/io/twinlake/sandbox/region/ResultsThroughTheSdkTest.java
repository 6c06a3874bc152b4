package io.twinlake.sandbox.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.sql.Disposition;
import com.databricks.sdk.service.sql.ExternalLink;
import com.databricks.sdk.service.sql.Format;
import com.databricks.sdk.service.sql.ResultData;
import com.databricks.sdk.service.sql.ServiceErrorCode;
import com.databricks.sdk.service.sql.StatementResponse;
import com.databricks.sdk.service.sql.StatementState;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.region.setting.Setting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How results end: too large, by links, expired. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResultsThroughTheSdkTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private RegionFixture region;
    private WorkspaceClient client;

    @BeforeAll
    void start(@TempDir Path dir) {
        region = RegionFixture.start(dir);
        client = region.admin();
    }

    @AfterEach
    void reset() {
        region.settings().reset();
    }

    @AfterAll
    void stop() {
        region.close();
    }

    @Test
    void anInlineResultThatIsTooLargeFailsItsStatementAndHasNoRows() {
        region.settings().set(Setting.INLINE_BYTES, 1000);

        StatementResponse response = region.run(client, "ROWS 500");

        assertThat(response.getStatus().getState()).isEqualTo(StatementState.FAILED);
        assertThat(response.getStatus().getError().getErrorCode()).isEqualTo(ServiceErrorCode.BAD_REQUEST);
        assertThat(response.getStatus().getError().getMessage())
                .isEqualTo("Inline byte limit exceeded. Statements executed with disposition=INLINE can have a result"
                        + " size of at most 1000 bytes. Please execute the statement with disposition=EXTERNAL_LINKS"
                        + " if you want to download the full result.");
        assertThat(response.getManifest()).isNull();
        assertThat(response.getResult()).isNull();
        assertThat(region.run(client, "ROWS 100").getStatus().getState()).isEqualTo(StatementState.SUCCEEDED);
    }

    @Test
    void theSameResultIsDeliveredByLinksThatNeedNoCredential() throws Exception {
        region.settings().set(Setting.INLINE_BYTES, 1000);

        StatementResponse response = byLinks("ROWS 2500");

        assertThat(response.getManifest().getTotalChunkCount()).isEqualTo(3);
        assertThat(response.getManifest().getTotalRowCount()).isEqualTo(2500);
        List<String> rows = new ArrayList<>();
        ResultData chunk = response.getResult();
        for (Long next = 0L; next != null; ) {
            assertThat(chunk.getDataArray()).isNull();
            ExternalLink link = link(chunk);
            assertThat(link.getRowOffset()).isEqualTo(rows.size());
            assertThat(Instant.parse(link.getExpiration())).isAfter(Instant.now());
            JsonNode data = JSON.readTree(fetch(link).body());
            assertThat(data).hasSize(link.getRowCount().intValue());
            data.forEach(row -> rows.add(row.path(0).asText()));
            next = link.getNextChunkIndex();
            if (next != null) {
                chunk = client.statementExecution().getStatementResultChunkN(response.getStatementId(), next);
            }
        }
        assertThat(rows).hasSize(2500).endsWith("2499");
    }

    @Test
    void aLinkIsRefusedToWhoSendsACredentialWithIt() throws Exception {
        ExternalLink link = link(byLinks("ROWS 1").getResult());

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(link.getExternalLink()))
                        .header("Authorization", "Bearer " + region.spec().token())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-ms-error-code")).hasValue("InvalidAuthenticationInfo");
    }

    @Test
    void aLinkIsGoodForAWhileAndThenAnotherIsGiven() throws Exception {
        region.settings().set(Setting.LINK_MS, 0);
        StatementResponse response = byLinks("ROWS 1");
        HttpResponse<String> late = fetch(link(response.getResult()));
        assertThat(late.statusCode()).isEqualTo(403);
        assertThat(late.headers().firstValue("x-ms-error-code")).hasValue("AuthenticationFailed");

        region.settings().reset();
        ExternalLink fresh = link(client.statementExecution().getStatementResultChunkN(response.getStatementId(), 0L));

        assertThat(fetch(fresh).body()).isEqualTo("[[\"0\"]]");
        HttpResponse<String> prolonged = http.send(
                HttpRequest.newBuilder(URI.create(fresh.getExternalLink().replaceFirst("se=\\d{4}", "se=2999")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(prolonged.statusCode()).isEqualTo(403);
    }

    @Test
    void aResultIsKeptForAWhileAndItsStatementForLonger() throws Exception {
        StatementResponse response = byLinks("ROWS 1");
        String id = response.getStatementId();
        region.settings().set(Setting.RESULT_MS, 0);

        StatementResponse later = client.statementExecution().getStatement(id);

        assertThat(later.getStatus().getState()).isEqualTo(StatementState.CLOSED);
        assertThat(later.getResult()).isNull();
        assertThat(fetch(link(response.getResult())).statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> client.statementExecution().getStatementResultChunkN(id, 0L))
                .hasMessageContaining("it is CLOSED");
        region.settings().set(Setting.STATEMENT_MS, 0);
        assertThatThrownBy(() -> client.statementExecution().getStatement(id)).hasMessageContaining("was not found");
    }

    @Test
    void theLastChunkInAnAnswerClosesItsStatement() {
        StatementResponse response = region.run(client, "ROWS 2500");
        String id = response.getStatementId();
        client.statementExecution().getStatementResultChunkN(id, 1L);
        assertThat(client.statementExecution().getStatement(id).getStatus().getState())
                .isEqualTo(StatementState.SUCCEEDED);

        client.statementExecution().getStatementResultChunkN(id, 2L);

        assertThat(client.statementExecution().getStatement(id).getStatus().getState())
                .isEqualTo(StatementState.CLOSED);
    }

    @Test
    void whatTheSandboxCannotDeliverIsRefused() {
        assertThatThrownBy(() -> client.statementExecution()
                        .executeStatement(region.request("ROWS 1").setFormat(Format.ARROW_STREAM)))
                .hasMessageContaining("must be JSON_ARRAY");
        assertThatThrownBy(() -> client.statementExecution()
                        .executeStatement(region.request("ROWS 1")
                                .setDisposition(Disposition.EXTERNAL_LINKS)
                                .setFormat(Format.CSV)))
                .hasMessageContaining("JSON_ARRAY alone");
    }

    private StatementResponse byLinks(String statement) {
        return client.statementExecution()
                .executeStatement(
                        region.request(statement).setWaitTimeout("50s").setDisposition(Disposition.EXTERNAL_LINKS));
    }

    private static ExternalLink link(ResultData chunk) {
        assertThat(chunk.getExternalLinks()).hasSize(1);
        return chunk.getExternalLinks().iterator().next();
    }

    private HttpResponse<String> fetch(ExternalLink link) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(link.getExternalLink())).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
