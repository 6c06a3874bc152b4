package io.twinlake.clients.databricks.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Job;
import io.twinlake.clients.databricks.Jobs;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final String LIST = "/api/2.2/jobs/list";
    private static final String RUNS = "/api/2.2/jobs/runs/list";
    private static final String UPDATE = "/api/2.2/jobs/update";
    private static final String CANCEL = "/api/2.2/jobs/runs/cancel-all";
    private static final ResponseDefinitionBuilder BUSY = jsonResponse(
            "{\"error_code\":\"CONFLICT\",\"message\":\"A concurrent request to run the continuous job is in progress.\"}",
            409);
    private static final Job LOAD = new Job(7, "load", JsonNodeFactory.instance.objectNode());

    private StubbedWorkspace workspace;
    private Jobs jobs;

    @BeforeEach
    void start() {
        workspace = new StubbedWorkspace();
        jobs = workspace.open().jobs();
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void findsAJobByItsExactNameOnAnyPageWithFieldsThatItDoesNotKnow() {
        page(LIST, null, "{\"jobs\":[" + job(6, "LOAD") + "],\"has_more\":true,\"next_page_token\":\"p2\"}");
        page(LIST, "p2", "{\"jobs\":[" + job(7, "load") + "],\"has_more\":false}");

        Job found = jobs.find("load").orElseThrow();

        assertThat(found.id()).isEqualTo(7);
        assertThat(found.settings().at("/queue/of_tomorrow").asBoolean()).isTrue();
        assertThat(jobs.find("other")).isEmpty();
    }

    @Test
    void doesNotChooseBetweenJobsOfOneName() {
        page(LIST, null, "{\"jobs\":[" + job(6, "load") + "," + job(7, "load") + "]}");

        assertThatThrownBy(() -> jobs.find("load"))
                .isInstanceOf(ClientException.class)
                .hasMessageContaining("2 jobs have this name");
    }

    @Test
    void setsTheFieldsThatItIsGivenAgainWhenNothingIsKnownOfTheFirstTime() {
        onceThenWell(UPDATE, serverError());

        jobs.update(LOAD, JsonNodeFactory.instance.objectNode().put("max_concurrent_runs", 0));

        workspace.server.verify(
                2,
                postRequestedFor(urlPathEqualTo(UPDATE))
                        .withRequestBody(equalToJson("{\"job_id\":7,\"new_settings\":{\"max_concurrent_runs\":0}}")));
    }

    @Test
    void changesAndCancelsAgainWhenThePlatformIsAtTheJobItself() {
        onceThenWell(UPDATE, BUSY);
        onceThenWell(CANCEL, BUSY);

        jobs.update(LOAD, JsonNodeFactory.instance.objectNode());
        jobs.cancelRuns(LOAD);

        workspace.server.verify(2, postRequestedFor(urlPathEqualTo(UPDATE)));
        workspace.server.verify(3, postRequestedFor(urlPathEqualTo(CANCEL)));
    }

    @Test
    void cancelsTheQueueAndThenWhatIsAtWork() {
        workspace.server.stubFor(post(urlPathEqualTo(CANCEL)).willReturn(okJson("{}")));

        jobs.cancelRuns(LOAD);

        assertThat(workspace.server.findAll(postRequestedFor(urlPathEqualTo(CANCEL))).stream()
                        .map(LoggedRequest::getBodyAsString))
                .containsExactly("{\"job_id\":7,\"all_queued_runs\":true}", "{\"job_id\":7}");
    }

    @Test
    void waitsUntilNoRunIsActive() {
        runs(STARTED, "{\"runs\":[{\"run_id\":1},{\"run_id\":2}]}", "one");
        runs("one", "{\"runs\":[{\"run_id\":2}]}", "none");
        runs("none", "{\"has_more\":false}", "none");

        assertThat(jobs.awaitNoRuns(LOAD, Duration.ofMinutes(1))).isTrue();
        assertThat(workspace.waits).hasSize(2);
    }

    @Test
    void saysThatARunDoesNotEnd() {
        runs(STARTED, "{\"runs\":[{\"run_id\":1}]}", STARTED);

        assertThat(jobs.awaitNoRuns(LOAD, Duration.ZERO)).isFalse();
    }

    private void onceThenWell(String path, ResponseDefinitionBuilder first) {
        workspace.server.stubFor(post(urlPathEqualTo(path))
                .inScenario(path)
                .whenScenarioStateIs(STARTED)
                .willReturn(first)
                .willSetStateTo("well"));
        workspace.server.stubFor(post(urlPathEqualTo(path))
                .inScenario(path)
                .whenScenarioStateIs("well")
                .willReturn(okJson("{}")));
    }

    private void page(String path, String token, String body) {
        workspace.server.stubFor(get(urlPathEqualTo(path))
                .withQueryParam("page_token", token == null ? absent() : equalTo(token))
                .willReturn(okJson(body)));
    }

    private void runs(String state, String body, String next) {
        workspace.server.stubFor(get(urlPathEqualTo(RUNS))
                .withQueryParam("job_id", equalTo("7"))
                .withQueryParam("active_only", equalTo("true"))
                .inScenario("runs")
                .whenScenarioStateIs(state)
                .willReturn(okJson(body))
                .willSetStateTo(next));
    }

    private static String job(int id, String name) {
        return "{\"job_id\":" + id + ",\"settings\":{\"name\":\"" + name + "\",\"queue\":{\"of_tomorrow\":true}}}";
    }
}
