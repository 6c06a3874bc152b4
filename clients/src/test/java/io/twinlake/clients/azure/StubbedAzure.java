package io.twinlake.clients.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.twinlake.clients.CallLimits;
import io.twinlake.config.access.AzureAccess;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import io.twinlake.config.access.TrustStore;
import io.twinlake.config.time.Time;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An Azure that answers what a test tells it to, over real TLS, and a client of it that waits without taking time. */
final class StubbedAzure implements AutoCloseable {
    static final String SECRET = "the-principals-secret";
    static final CallLimits LIMITS =
            new CallLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(5), null);

    private static final String PASSWORD = "changeit";

    final WireMockServer server;
    final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final Path certificate;

    StubbedAzure(Path dir) throws IOException, InterruptedException {
        this.certificate = dir.resolve("azure.p12");
        keytool(
                "-genkeypair -alias azure -keyalg EC -validity 2 -dname CN=localhost -ext SAN=dns:localhost,ip:127.0.0.1");
        this.server = new WireMockServer(WireMockConfiguration.options()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1")
                .keystorePath(certificate.toString())
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD)
                .keystoreType("PKCS12"));
        server.start();
        server.stubFor(post(urlPathEqualTo("/tenant/oauth2/v2.0/token"))
                .willReturn(okJson("{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"a-token\"}")));
    }

    /** What a private authority would hand out: the certificate alone, as PEM. */
    Path pem() throws IOException, InterruptedException {
        Path pem = certificate.resolveSibling("azure.pem");
        keytool("-exportcert -alias azure -rfc -file " + pem);
        return pem;
    }

    Path store() {
        return certificate;
    }

    ArmResources open() {
        return open(certificate, LIMITS);
    }

    ArmResources open(@Nullable Path trust, CallLimits limits) {
        URI address = URI.create("https://127.0.0.1:" + server.httpsPort());
        AzureAccess access = new AzureAccess(
                address,
                address,
                trust == null ? null : new TrustStore(trust, new Secret(PASSWORD)),
                new Credentials.AzureServicePrincipal("tenant", "client", new Secret(SECRET)));
        return ResourceManagers.open(access, limits, new Time(Time.SYSTEM.clock(), Time.SYSTEM.ticker(), waits::add));
    }

    private void keytool(String arguments) throws IOException, InterruptedException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(tool));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-keystore", certificate.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("keytool failed: " + arguments);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
