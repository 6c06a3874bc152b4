package io.twinlake.sandbox.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenRequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens through Azure's identity library and through the endpoint of a managed identity. */
final class IdentityContractTest {

    private static final String BACKENDS = EdgeFixture.SERVICE + "/backends?api-version=" + EdgeFixture.VERSION;
    private static final String ARM_SCOPE = "https://management.azure.com/.default";

    @TempDir
    Path dir;

    private final SettableClock clock = new SettableClock();
    private EdgeFixture edge;

    @AfterEach
    void stop() throws Exception {
        edge.close();
    }

    @Test
    void givesAServicePrincipalATokenThatResourceManagerTakes() throws Exception {
        edge = new EdgeFixture(dir);
        String token = edge.credential(EdgeFixture.OPERATOR)
                .getTokenSync(new TokenRequestContext().addScopes(ARM_SCOPE))
                .getToken();

        assertThat(backends(token).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAServicePrincipalThatItDoesNotKnow() throws Exception {
        edge = new EdgeFixture(dir);

        assertThatThrownBy(() -> edge.credential("44444444-4444-4444-4444-444444444444")
                        .getTokenSync(new TokenRequestContext().addScopes(ARM_SCOPE)))
                .hasMessageContaining("AADSTS700016");
    }

    @Test
    void givesTheHostsManagedIdentityAToken() throws Exception {
        edge = new EdgeFixture(dir);
        String url = "http://127.0.0.1:" + edge.edge().ports().platform()
                + "/msi/token?api-version=2019-08-01&resource=https://management.azure.com";

        assertThat(edge.send(url, "GET", "").statusCode()).isEqualTo(401);
        HttpResponse<String> answer = edge.send(url, "GET", "", "X-IDENTITY-HEADER", "identity-header");
        String token =
                new JsonMapper().readTree(answer.body()).path("access_token").asText();
        assertThat(backends(token).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesATokenThatIsForSomethingElse() throws Exception {
        edge = new EdgeFixture(dir);
        String token = edge.credential(EdgeFixture.OPERATOR)
                .getTokenSync(new TokenRequestContext().addScopes("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default"))
                .getToken();

        HttpResponse<String> refused = backends(token);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("InvalidAuthenticationTokenAudience");
    }

    @Test
    void refusesATokenAfterItsEnd() throws Exception {
        edge = new EdgeFixture(dir, clock, spec -> spec);
        String token = edge.token(EdgeFixture.OPERATOR);
        clock.advance(Duration.ofMinutes(61));

        assertThat(backends(token).body()).contains("ExpiredAuthenticationToken");
    }

    @Test
    void takesATokenFromBeforeARestart() throws Exception {
        edge = new EdgeFixture(dir, Clock.systemUTC(), spec -> spec);
        String token = edge.token(EdgeFixture.OPERATOR);
        edge.restart();

        assertThat(backends(token).statusCode()).isEqualTo(200);
    }

    @Test
    void tellsEachCallerWhatItsRolePermits() throws Exception {
        edge = new EdgeFixture(dir);

        assertThat(permitted(EdgeFixture.OPERATOR).at("/value/0/actions/0").asText())
                .isEqualTo("*");
        assertThat(permitted(EdgeFixture.AUDITOR).at("/value/0/actions/0").asText())
                .isEqualTo("*/read");
    }

    private JsonNode permitted(String client) throws Exception {
        String url = edge.arm() + EdgeFixture.SERVICE
                + "/backends/customers/providers/Microsoft.Authorization/permissions?api-version=2022-04-01";
        return new JsonMapper()
                .readTree(edge.send(url, "GET", "", edge.withToken(client)).body());
    }

    private HttpResponse<String> backends(String token) throws Exception {
        return edge.send(edge.arm() + BACKENDS, "GET", "", "Authorization", "Bearer " + token);
    }
}
