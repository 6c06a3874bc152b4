package io.twinlake.clients.databricks.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.Warehouse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WarehouseTest {
    private static final String PATH = "/api/2.0/sql/warehouses/wh1";
    private static final String START = PATH + "/start";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final StubbedWorkspace stub = new StubbedWorkspace();
    private final Warehouse warehouse = stub.open().warehouse();

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void startsAStoppedWarehouseAndWaitsForIt() {
        states("STOPPED", "STARTING", "RUNNING");
        stub.server.stubFor(post(START).willReturn(okJson("{}")));

        warehouse.ensureRunning(MINUTE);

        stub.server.verify(1, postRequestedFor(urlEqualTo(START)));
        assertThat(warehouse.state()).isEqualTo("RUNNING");
    }

    @Test
    void startsAWarehouseThatIsJustStopping() {
        states("STOPPING", "STOPPED", "RUNNING");
        stub.server.stubFor(post(START).willReturn(okJson("{}")));

        warehouse.ensureRunning(MINUTE);

        stub.server.verify(1, postRequestedFor(urlEqualTo(START)));
    }

    @Test
    void leavesARunningWarehouseAlone() {
        states("RUNNING");

        warehouse.ensureRunning(MINUTE);

        stub.server.verify(0, postRequestedFor(urlEqualTo(START)));
    }

    @Test
    void tellsTheStateWhenTheTimeIsUp() {
        states("STARTING");

        ClientException failure =
                catchThrowableOfType(ClientException.class, () -> warehouse.ensureRunning(Duration.ZERO));

        assertThat(failure.category()).isEqualTo(FailureCategory.TIMEOUT);
        assertThat(failure).hasMessage("Could not start warehouse wh1 in westeurope: it is STARTING after 0 s");
    }

    private void states(String... states) {
        for (int i = 0; i < states.length; i++) {
            stub.server.stubFor(get(PATH)
                    .inScenario("states")
                    .whenScenarioStateIs(i == 0 ? STARTED : "n" + i)
                    .willReturn(okJson("{\"state\":\"" + states[i] + "\"}"))
                    .willSetStateTo("n" + Math.min(i + 1, states.length - 1)));
        }
        if (states.length == 1) {
            stub.server.stubFor(get(PATH).willReturn(okJson("{\"state\":\"" + states[0] + "\"}")));
        }
    }
}
