package io.twinlake.clients.databricks.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.clients.databricks.sharing.Sharing;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharingTest {
    private static final String ROOT = "/api/2.1/unity-catalog";

    private final StubbedWorkspace stub = new StubbedWorkspace();
    private final Sharing sharing = stub.open().sharing();

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void findsAShareWithItsObjects() {
        stub.server.stubFor(get(urlPathEqualTo(ROOT + "/shares/a%2Fb"))
                .withQueryParam("include_shared_data", equalTo("true"))
                .willReturn(okJson("{\"objects\":[{\"name\":\"gold.api.t\"}]}")));
        stub.server.stubFor(get(urlPathEqualTo(ROOT + "/shares/none"))
                .willReturn(jsonResponse("{\"error_code\":\"SHARE_DOES_NOT_EXIST\"}", 404)));

        assertThat(sharing.findShare("a/b"))
                .hasValueSatisfying(share -> assertThat(share.path("objects")).hasSize(1));
        assertThat(sharing.findShare("none")).isEmpty();
    }

    @Test
    void createsAndChangesAShareAndLetsARecipientReadIt() {
        stub.server.stubFor(post(ROOT + "/shares")
                .withRequestBody(equalToJson("{\"name\":\"s\",\"comment\":\"c\"}"))
                .willReturn(okJson("{\"name\":\"s\"}")));
        stub.server.stubFor(patch(urlEqualTo(ROOT + "/shares/s")).willReturn(okJson("{\"name\":\"s\"}")));
        stub.server.stubFor(patch(urlEqualTo(ROOT + "/shares/s/permissions")).willReturn(okJson("{}")));

        sharing.createShare("s", "c");
        sharing.updateShare("s", List.of(WorkspaceCalls.body().put("action", "ADD")));
        sharing.grantShare("s", "northeurope");

        stub.server.verify(patchRequestedFor(urlEqualTo(ROOT + "/shares/s"))
                .withRequestBody(equalToJson("{\"updates\":[{\"action\":\"ADD\"}]}")));
        stub.server.verify(patchRequestedFor(urlEqualTo(ROOT + "/shares/s/permissions"))
                .withRequestBody(equalToJson("{\"changes\":[{\"principal\":\"northeurope\",\"add\":[\"SELECT\"]}]}")));
    }

    @Test
    void listsSharesRecipientsAndProviders() {
        stub.server.stubFor(
                get(urlPathEqualTo(ROOT + "/shares")).willReturn(okJson("{\"shares\":[{\"name\":\"s\"}]}")));
        stub.server.stubFor(
                get(urlPathEqualTo(ROOT + "/recipients")).willReturn(okJson("{\"recipients\":[{\"name\":\"r\"}]}")));
        stub.server.stubFor(
                get(urlPathEqualTo(ROOT + "/providers")).willReturn(okJson("{\"providers\":[{\"name\":\"p\"}]}")));

        assertThat(sharing.shares()).hasSize(1);
        assertThat(sharing.recipients()).hasSize(1);
        assertThat(sharing.providers()).hasSize(1);
    }
}
