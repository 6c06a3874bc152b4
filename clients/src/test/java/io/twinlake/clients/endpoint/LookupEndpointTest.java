package io.twinlake.clients.endpoint;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.twinlake.clients.tls.PrivateAuthority;
import io.twinlake.config.access.Secret;
import io.twinlake.config.primacy.LookupProbe;
import io.twinlake.config.primacy.ProofTerms;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupEndpointTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final WireMockServer api =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));
    private final LookupEndpoint endpoint = new LookupEndpoint(PrivateAuthority.none());
    private LookupProbe row;

    @BeforeEach
    void start() {
        api.start();
        row = probe(Map.of());
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

        assertThat(answer.kind()).isEqualTo(AnswerKind.NO_ANSWER);
        assertThat(answer.message()).startsWith("no answer (");
    }

    @Test
    void asksAsAClientWithItsKeysAndForNothingThatSomebodyKept() {
        api.stubFor(get(urlEqualTo("/customers/8")).willReturn(okJson("{}")));

        endpoint.ask(probe(Map.of("x-functions-key", new Secret("a-key"))), "/customers/8", PATIENCE);

        api.verify(getRequestedFor(urlEqualTo("/customers/8"))
                .withHeader("x-functions-key", equalTo("a-key"))
                .withHeader("Cache-Control", equalTo("no-cache"))
                .withHeader("Cookie", absent()));
    }

    @ParameterizedTest
    @CsvSource({
        "200,,, ANSWERED",
        "302, location, /.auth/login/aad, SENT_ELSEWHERE",
        "401,,, KEY_REFUSED",
        "403,,, FORBIDDEN",
        "403, x-ms-forbidden-ip, 10.0.0.1, ADDRESS_REFUSED",
        "403, retry-after, 60, ASKED_TOO_OFTEN",
        "404,,, FAILED",
        "429, retry-after, 5, ASKED_TOO_OFTEN",
        "500,,, FAILED",
        "502,,, NOT_READY",
        "503,,, NOT_READY"
    })
    void sortsWhatItIsAnswered(int status, String header, String value, AnswerKind kind) {
        ResponseDefinitionBuilder response = aResponse().withStatus(status);
        api.stubFor(get(urlEqualTo("/customers/7"))
                .willReturn(header == null ? response : response.withHeader(header, value)));

        assertThat(endpoint.ask(row, PATIENCE).kind()).isEqualTo(kind);
    }

    @Test
    void tellsHowLongItIsToBeLeftAlone() {
        api.stubFor(get(urlEqualTo("/customers/7"))
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "5")));

        assertThat(endpoint.ask(row, PATIENCE).retryAfter()).contains(Duration.ofSeconds(5));
    }

    @Test
    void repeatsNoKeyThatARefusalRepeats() {
        api.stubFor(get(urlEqualTo("/customers/7"))
                .willReturn(aResponse().withStatus(401).withBody("no such key: plain-word")));

        assertThat(endpoint.ask(probe(Map.of("k", new Secret("plain-word"))), PATIENCE)
                        .message())
                .contains("no such key")
                .doesNotContain("plain-word");
    }

    private LookupProbe probe(Map<String, Secret> headers) {
        return new LookupProbe(
                URI.create(api.baseUrl()), Optional.of("/customers/7"), headers, new ProofTerms(1, Duration.ZERO));
    }
}
