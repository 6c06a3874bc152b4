package io.twinlake.clients.storage;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.config.access.Credentials;
import io.twinlake.config.access.Secret;
import io.twinlake.config.access.StorageCredentials;
import io.twinlake.config.time.Time;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlobFaultTest {
    private static final String ID = "x-ms-meta-twinlakewrite";
    private static final String BLOB = "/lake/container/a";

    private final WireMockServer account = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .bindAddress("127.0.0.1")
            .extensions(new RemembersTheFirstWrite()));
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private BlobStore store;

    @BeforeEach
    void start() {
        account.start();
        store = BlobStores.open(
                URI.create(account.baseUrl() + "/lake"),
                new StorageCredentials.AccountKey("lake", new Secret(AzuriteServer.KEY)),
                new Credentials.PersonalAccessToken(new Secret("unused")),
                "container",
                new CallLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(5), null),
                new Time(Time.SYSTEM.clock(), Time.SYSTEM.ticker(), waits::add));
    }

    @AfterEach
    void stop() {
        account.stop();
    }

    @Test
    void sendsAllBytesAgainAfterTheAccountWasBusy() {
        firstThen(busy().withHeader("Retry-After", "3"), created());

        assertThat(store.write("a", BlobContent.of("all of it"))).isEqualTo("0x1");

        account.verify(2, putRequestedFor(urlPathEqualTo(BLOB)).withRequestBody(equalTo("all of it")));
        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    }

    @Test
    void neverTakesAWriteForDoneThatArrivedOtherThanItWasSent() {
        account.stubFor(
                put(urlPathEqualTo(BLOB)).willReturn(created().withHeader("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg==")));

        ClientException failure =
                catchThrowableOfType(ClientException.class, () -> store.write("a", BlobContent.of("bytes")));

        assertThat(failure).hasMessageContaining("other bytes arrived than were sent");
    }

    @Test
    void knowsItsOwnWriteAgainWhoseAnswerWasLost() {
        firstThen(aResponse().withFault(Fault.EMPTY_RESPONSE), refused(409, "BlobAlreadyExists"));
        account.stubFor(head(urlPathEqualTo(BLOB)).willReturn(properties().withTransformers("remembers")));

        assertThat(store.create("a", BlobContent.of("ours"))).contains("0x7");
    }

    @Test
    void doesNotTakeTheWriteOfAnotherForItsOwn() {
        firstThen(aResponse().withFault(Fault.EMPTY_RESPONSE), refused(409, "BlobAlreadyExists"));
        account.stubFor(head(urlPathEqualTo(BLOB)).willReturn(properties().withHeader(ID, "another")));

        assertThat(store.create("a", BlobContent.of("ours"))).isEmpty();
    }

    @Test
    void tellsAContainerThatIsBeingDeletedFromALostRace() {
        account.stubFor(put(urlPathEqualTo(BLOB)).willReturn(refused(409, "ContainerBeingDeleted")));

        ClientException failure =
                catchThrowableOfType(ClientException.class, () -> store.create("a", BlobContent.of("x")));

        assertThat(failure.platformCode()).isEqualTo("ContainerBeingDeleted");
    }

    @Test
    void throwsWhereAListIsCutInTheMiddle() {
        account.stubFor(get(urlPathEqualTo("/lake/container"))
                .withQueryParam("marker", absent())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "application/xml")
                        .withBody("<EnumerationResults><Blobs><Blob><Name>a</Name><Properties><Etag>0x1</Etag>"
                                + "<Last-Modified>Fri, 20 Nov 2026 00:00:00 GMT</Last-Modified>"
                                + "<Content-Length>1</Content-Length></Properties></Blob></Blobs>"
                                + "<NextMarker>n</NextMarker></EnumerationResults>")));
        account.stubFor(get(urlPathEqualTo("/lake/container"))
                .withQueryParam("marker", equalTo("n"))
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        ClientException failure =
                catchThrowableOfType(ClientException.class, () -> store.list("").toList());

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
    }

    @Test
    void saysWhoItIs() {
        account.stubFor(put(anyUrl()).willReturn(created()));

        store.write("a", BlobContent.of("x"));

        account.verify(putRequestedFor(urlPathEqualTo(BLOB)).withHeader("User-Agent", containing("twinlake/")));
    }

    @Test
    void tellsThatTheAccountIsDead() {
        account.stop();

        ClientException failure = catchThrowableOfType(ClientException.class, () -> store.read("a"));

        assertThat(failure.category()).isEqualTo(FailureCategory.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("no connection came about");
    }

    private void firstThen(ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
        account.stubFor(any(urlPathEqualTo(BLOB))
                .inScenario("write")
                .whenScenarioStateIs(STARTED)
                .willReturn(first)
                .willSetStateTo("again"));
        account.stubFor(put(urlPathEqualTo(BLOB))
                .inScenario("write")
                .whenScenarioStateIs("again")
                .willReturn(then));
    }

    private static ResponseDefinitionBuilder busy() {
        return refused(503, "ServerBusy");
    }

    private static ResponseDefinitionBuilder refused(int status, String code) {
        return aResponse().withStatus(status).withHeader("x-ms-error-code", code);
    }

    private static ResponseDefinitionBuilder created() {
        return aResponse()
                .withStatus(201)
                .withHeader("ETag", "\"0x1\"")
                .withHeader("Last-Modified", "Fri, 20 Nov 2026 00:00:00 GMT");
    }

    private static ResponseDefinitionBuilder properties() {
        return aResponse().withHeader("ETag", "\"0x7\"").withHeader("Last-Modified", "Fri, 20 Nov 2026 00:00:00 GMT");
    }

    /** Answers with the id that the first write carried, as the account does that kept it. */
    private static final class RemembersTheFirstWrite implements ResponseDefinitionTransformerV2 {
        private volatile String first = "";

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            if (event.getRequest().containsHeader(ID) && first.isEmpty()) {
                first = event.getRequest().getHeader(ID);
            }
            boolean asked = event.getRequest().getMethod().value().equals("HEAD")
                    && List.of("remembers").equals(event.getResponseDefinition().getTransformers());
            return asked
                    ? ResponseDefinitionBuilder.like(event.getResponseDefinition())
                            .withHeader(ID, first)
                            .build()
                    : event.getResponseDefinition();
        }

        @Override
        public String getName() {
            return "remembers";
        }
    }
}
