package io.twinlake.clients.endpoint;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.twinlake.clients.tls.PrivateAuthority;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookupEndpointTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final WireMockServer api =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final LookupEndpoint endpoint = new LookupEndpoint(PrivateAuthority.none());
    private URI row;

    @BeforeEach
    void start() {
        api.start();
        row = URI.create(api.baseUrl() + "/customers/7");
    }

    @AfterEach
    void stop() {
        api.stop();
    }

    @Test
    void tellsTheRowAndWhoServedIt() {
        api.stubFor(get(urlEqualTo("/customers/7"))
                .willReturn(okJson("{\"id\":\"7\"}").withHeader("x-served-by", "northeurope")));

        LookupAnswer answer = endpoint.ask(row, PATIENCE);

        assertThat(answer.isGood()).isTrue();
        assertThat(answer.servedBy()).contains("northeurope");
        assertThat(answer.body()).isEqualTo("{\"id\":\"7\"}");
        api.verify(getRequestedFor(urlEqualTo("/customers/7")).withHeader("User-Agent", matching("twinlake/.*")));
    }

    @Test
    void tellsWhyItWasRefusedInOneShortLine() {
        api.stubFor(get(urlEqualTo("/customers/7"))
                .willReturn(aResponse().withStatus(503).withBody("{\n \"message\": \"no SELECT\"}" + "x".repeat(300))));

        assertThat(endpoint.ask(row, PATIENCE).message())
                .startsWith("HTTP 503, { \"message\": \"no SELECT\"}xxx")
                .hasSizeLessThan(230);
    }

    @Test
    void takesARefusalForAnAnswer() {
        api.stubFor(get(urlEqualTo("/customers/7")).willReturn(aResponse().withStatus(503)));

        LookupAnswer answer = endpoint.ask(row, PATIENCE);

        assertThat(answer.isGood()).isFalse();
        assertThat(answer.message()).isEqualTo("HTTP 503");
    }

    @Test
    void takesSilenceForAnAnswer() {
        api.stubFor(get(urlEqualTo("/customers/7")).willReturn(aResponse().withFixedDelay(30_000)));

        assertThat(endpoint.ask(row, Duration.ofMillis(300)).message()).isEqualTo("no answer within 300 ms");
    }

    @Test
    void takesABrokenConnectionForAnAnswer() {
        api.stubFor(get(urlEqualTo("/customers/7")).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        LookupAnswer answer = endpoint.ask(row, PATIENCE);

        assertThat(answer.status()).isZero();
        assertThat(answer.message()).startsWith("no answer (");
    }
}
