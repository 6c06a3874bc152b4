package io.twinlake.clients.credentials;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntraTokensTest {
    private static final String TOKEN = "/tenant/oauth2/v2.0/token";
    private static final String SECRET = "the-principals-secret";

    private final WireMockServer entra = new WireMockServer(
            WireMockConfiguration.options().dynamicPort().dynamicHttpsPort().bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        entra.start();
    }

    @AfterEach
    void stop() {
        entra.stop();
    }

    @Test
    void asksForATokenOfAServicePrincipalOnceAndKeepsIt() throws Exception {
        entra.stubFor(post(urlPathEqualTo(TOKEN)).willReturn(okJson(token("first"))));
        EntraTokens tokens = principal();

        assertThat(tokens.token()).isEqualTo("first");
        assertThat(tokens.token()).isEqualTo("first");
        entra.verify(
                1,
                postRequestedFor(urlPathEqualTo(TOKEN))
                        .withRequestBody(containing("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d")));
    }

    @Test
    void asksAnewForATokenThatWasRefused() throws Exception {
        entra.stubFor(post(urlPathEqualTo(TOKEN))
                .inScenario("tokens")
                .whenScenarioStateIs(STARTED)
                .willReturn(okJson(token("first")))
                .willSetStateTo("next"));
        entra.stubFor(post(urlPathEqualTo(TOKEN))
                .inScenario("tokens")
                .whenScenarioStateIs("next")
                .willReturn(okJson(token("second"))));
        EntraTokens tokens = principal();

        tokens.refuse(tokens.token());
        assertThat(tokens.token()).isEqualTo("second");

        // Late news of the first token must not throw the second away.
        tokens.refuse("first");
        assertThat(tokens.token()).isEqualTo("second");
        entra.verify(2, postRequestedFor(urlPathEqualTo(TOKEN)));
    }

    @Test
    void tellsThatTheSecretIsWrongWithoutTellingTheSecret() throws Exception {
        entra.stubFor(post(urlPathEqualTo(TOKEN))
                .willReturn(jsonResponse(
                        "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret "
                                + SECRET + "\"}",
                        401)));
        EntraTokens tokens = principal();

        FailedTry failure = catchThrowableOfType(FailedTry.class, tokens::token);

        assertThat(failure.category()).isEqualTo(FailureCategory.AUTHENTICATION);
        assertThat(failure).hasMessageContaining("AADSTS7000215").hasMessageNotContaining(SECRET);
    }

    @Test
    void tellsThatTheIdentityServiceDoesNotAnswer() throws Exception {
        EntraTokens tokens = principal();
        entra.stop();

        FailedTry failure = catchThrowableOfType(FailedTry.class, tokens::token);

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
    }

    /** What passes by itself is tried again; what the identity service says of who asks is not. */
    @ParameterizedTest
    @CsvSource({
        "429, RATE_LIMITED",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE",
        "408, UNAVAILABLE",
        "400, AUTHENTICATION",
        "404, AUTHENTICATION"
    })
    void tellsAHiccupFromARefusal(int status, FailureCategory category) throws Exception {
        entra.stubFor(post(urlPathEqualTo(TOKEN))
                .willReturn(jsonResponse("{\"error\":\"said\",\"error_description\":\"so\"}", status)
                        .withHeader("Retry-After", "7")));

        FailedTry failure = catchThrowableOfType(FailedTry.class, principal()::token);

        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        if (category != FailureCategory.AUTHENTICATION) {
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        }
    }

    @Test
    void asksAgainAfterAHiccup() throws Exception {
        entra.stubFor(post(urlPathEqualTo(TOKEN))
                .inScenario("hiccup")
                .whenScenarioStateIs(STARTED)
                .willReturn(jsonResponse("{\"error\":\"busy\"}", 503))
                .willSetStateTo("over"));
        entra.stubFor(post(urlPathEqualTo(TOKEN))
                .inScenario("hiccup")
                .whenScenarioStateIs("over")
                .willReturn(okJson(token("later"))));
        EntraTokens tokens = principal();
        catchThrowableOfType(FailedTry.class, tokens::token);

        assertThat(tokens.token()).isEqualTo("later");
    }

    /** The host's own identity service is documented to be away for a while with any of these. */
    @ParameterizedTest
    @ValueSource(ints = {404, 410, 429, 503})
    void takesTheHostsIdentityForAwayAndNotForRefused(int status) throws Exception {
        entra.stubFor(any(anyUrl()).willReturn(jsonResponse("{}", status)));

        // An identity of its own: what the host gave once is kept for the whole process.
        Credentials identity = new Credentials.AzureManagedIdentity("away-" + status);

        FailedTry failure = catchThrowableOfType(FailedTry.class, tokens(identity)::token);

        assertThat(failure.category())
                .isEqualTo(status == 429 ? FailureCategory.RATE_LIMITED : FailureCategory.UNAVAILABLE);
    }

    @Test
    void asksTheHostForATokenOfItsManagedIdentity() throws Exception {
        entra.stubFor(any(anyUrl()).willReturn(jsonResponse("{}", 404)));
        entra.stubFor(
                get(urlPathEqualTo("/msi/token"))
                        .willReturn(
                                okJson(
                                        "{\"access_token\":\"host\",\"token_type\":\"Bearer\",\"expires_on\":\"4102444800\",\"expires_in\":\"3600\",\"resource\":\"r\"}")));

        EntraTokens tokens = tokens(new Credentials.AzureManagedIdentity(null));

        assertThat(tokens.token()).isEqualTo("host");
        entra.verify(getRequestedFor(urlPathEqualTo("/msi/token"))
                .withHeader("X-IDENTITY-HEADER", equalTo("the-hosts-header"))
                .withQueryParam("resource", containing("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d")));
    }

    private EntraTokens principal() throws GeneralSecurityException {
        return tokens(new Credentials.AzureServicePrincipal("tenant", "client", new Secret(SECRET)));
    }

    private EntraTokens tokens(Credentials credentials) throws GeneralSecurityException {
        HttpClient client =
                new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(trustingAnyone())).build();
        // The address of the host's identity service is in the environment, where a test cannot put the port.
        String standIn = entra.baseUrl();
        HttpClient rerouted = request ->
                client.send(request.setUrl(request.getUrl().toString().replace("http://identity.invalid", standIn)));
        String authority = "https://localhost:" + entra.httpsPort();
        EntraCredentials identities = new EntraCredentials(rerouted, authority);
        return new EntraTokens(
                identities, credentials, EntraTokens.DATABRICKS, Duration.ofMinutes(1), Clock.systemUTC());
    }

    private static String token(String token) {
        return "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
    }

    private static SSLContext trustingAnyone() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnyone()}, new SecureRandom());
        return context;
    }

    /** The stand-in's certificate is its own. */
    private static final class TrustsAnyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
