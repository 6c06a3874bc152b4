package io.twinlake.clients.databricks.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.http.Fault;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.UnityCatalog.Grant;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListingTest {
    private static final String TABLES = "/api/2.1/unity-catalog/tables";
    private static final ObjectName SCHEMA = ObjectName.of("gold", "api");

    private final StubbedWorkspace stub = new StubbedWorkspace();
    private final UnityCatalog catalog = stub.open().catalog();

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void followsEmptyPagesUntilTheTokenIsAbsent() {
        page(null, "{\"tables\":[{\"name\":\"a\"}],\"next_page_token\":\"1\"}");
        page("1", "{\"next_page_token\":\"2\"}");
        page("2", "{\"tables\":[],\"next_page_token\":\"3/+ =\"}");
        page("3/+ =", "{\"tables\":[{\"name\":\"b\"}]}");

        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void readsModelsFromTheFieldThatThePlatformGivesThem() {
        stub.server.stubFor(get(urlPathEqualTo("/api/2.1/unity-catalog/models"))
                .withQueryParam("catalog_name", equalTo("gold"))
                .withQueryParam("schema_name", equalTo("api"))
                .willReturn(okJson("{\"registered_models\":[{\"name\":\"churn\"}]}")));

        assertThat(catalog.inSchema(SecurableKind.MODEL, SCHEMA)
                        .map(model -> model.path("name").asText()))
                .containsExactly("churn");
    }

    @Test
    void asksForSecretsByCatalogAndSchema() {
        stub.server.stubFor(get(urlPathEqualTo("/api/2.1/unity-catalog/secrets"))
                .withQueryParam("catalog_name", equalTo("gold"))
                .withQueryParam("schema_name", equalTo("api"))
                .willReturn(okJson("{\"secrets\":[{\"name\":\"key\"}]}")));

        assertThat(catalog.inSchema(SecurableKind.SECRET, SCHEMA)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "MODEL_SERVICE,model-services,model_services",
        "MODEL_PROVIDER,model-provider-services,model_provider_services",
        "MCP_SERVICE,mcp-services,mcp_services"
    })
    void asksForServicesByTheirParent(SecurableKind kind, String collection, String field) {
        stub.server.stubFor(get(urlPathEqualTo("/api/2.1/unity-catalog/" + collection))
                .withQueryParam("parent", equalTo("schemas/gold.api"))
                .willReturn(okJson("{\"" + field + "\":[{\"name\":\"" + collection + "/gold.api.x\"}]}")));

        assertThat(catalog.inSchema(kind, SCHEMA)).hasSize(1);
    }

    /** Who does not ask is told nothing of what they read, and no word that there is more. */
    @Test
    void asksWhatFunctionsRead() {
        stub.server.stubFor(get(urlPathMatching("/api/2.1/unity-catalog/functions.*"))
                .withQueryParam("include_dependencies", equalTo("true"))
                .willReturn(okJson("{\"name\":\"f\",\"functions\":[{\"name\":\"f\"}]}")));

        assertThat(catalog.inSchema(SecurableKind.FUNCTION, SCHEMA)).hasSize(1);
        assertThat(catalog.find(SecurableKind.FUNCTION, ObjectName.of("gold", "api", "f")))
                .isPresent();
    }

    @Test
    void asksForAPageOnlyWhenItIsNeeded() {
        page(null, "{\"tables\":[{\"name\":\"a\"}],\"next_page_token\":\"1\"}");

        assertThat(catalog.inSchema(SecurableKind.TABLE, SCHEMA).findFirst()).isPresent();
        stub.server.verify(1, getRequestedFor(urlPathEqualTo(TABLES)));
    }

    @Test
    void refusesAPageTokenThatComesASecondTime() {
        page(null, "{\"tables\":[{\"name\":\"a\"}],\"next_page_token\":\"1\"}");
        page("1", "{\"tables\":[],\"next_page_token\":\"2\"}");
        page("2", "{\"tables\":[],\"next_page_token\":\"1\"}");

        assertFailure(FailureCategory.PROTOCOL, "a page token came a second time");
    }

    @Test
    void losesNothingToAStormInTheMiddle() {
        page(null, "{\"tables\":[{\"name\":\"a\"}],\"next_page_token\":\"1\"}");
        for (int i = 0; i < 4; i++) {
            stub.server.stubFor(get(urlPathEqualTo(TABLES))
                    .withQueryParam("page_token", equalTo("1"))
                    .inScenario("storm")
                    .whenScenarioStateIs(i == 0 ? STARTED : "n" + i)
                    .willReturn(aResponse().withStatus(i % 2 == 0 ? 429 : 503))
                    .willSetStateTo("n" + (i + 1)));
        }
        stub.server.stubFor(get(urlPathEqualTo(TABLES))
                .withQueryParam("page_token", equalTo("1"))
                .inScenario("storm")
                .whenScenarioStateIs("n4")
                .willReturn(okJson("{\"tables\":[{\"name\":\"b\"}]}")));

        assertThat(names()).containsExactly("a", "b");
        assertThat(stub.waits).hasSize(4);
    }

    @Test
    void throwsWhereAListIsCutInTheMiddle() {
        page(null, "{\"tables\":[{\"name\":\"a\"}],\"next_page_token\":\"1\"}");
        stub.server.stubFor(get(urlPathEqualTo(TABLES))
                .withQueryParam("page_token", equalTo("1"))
                .willReturn(aResponse().withStatus(200).withFault(Fault.RANDOM_DATA_THEN_CLOSE)));

        assertFailure(FailureCategory.UNAVAILABLE, "Could not list tables of gold.api in westeurope");
    }

    @Test
    void throwsWhereAPageIsShorterThanItSays() {
        stub.server.stubFor(get(urlPathEqualTo(TABLES))
                .willReturn(
                        aResponse().withHeader("Content-Length", "1000").withBody("{\"tables\":[{\"name\":\"a\"}")));

        assertFailure(FailureCategory.UNAVAILABLE, "the connection broke before the answer was complete");
    }

    @Test
    void throwsWhereAPageIsNotJson() {
        stub.server.stubFor(get(urlPathEqualTo(TABLES)).willReturn(aResponse().withBody("<html>Sign in</html>")));

        assertFailure(FailureCategory.PROTOCOL, "not the JSON it should be");
    }

    @Test
    void keepsTypesAndFieldsThatNoSdkKnows() {
        page(null, "{\"tables\":[{\"name\":\"a\",\"table_type\":\"HOLOGRAM\",\"from_the_future\":{\"x\":[1]}}]}");

        JsonNode table =
                catalog.inSchema(SecurableKind.TABLE, SCHEMA).findFirst().orElseThrow();

        assertThat(table.path("table_type").asText()).isEqualTo("HOLOGRAM");
        assertThat(table.path("from_the_future").path("x").path(0).asInt()).isEqualTo(1);
    }

    @Test
    void readsGrantsFromAllPagesAndKeepsUnknownPrivileges() {
        String path = "/api/2.1/unity-catalog/permissions/table/gold.api.t";
        stub.server.stubFor(
                get(urlPathEqualTo(path))
                        .withQueryParam("page_token", absent())
                        .willReturn(
                                okJson(
                                        "{\"privilege_assignments\":[{\"principal\":\"a\",\"privileges\":[\"SELECT\"]}],\"next_page_token\":\"1\"}")));
        stub.server.stubFor(
                get(urlPathEqualTo(path))
                        .withQueryParam("page_token", equalTo("1"))
                        .willReturn(
                                okJson(
                                        "{\"privilege_assignments\":[{\"principal\":\"b\",\"privileges\":[\"TELEPORT\"]},{\"principal\":\"a\",\"privileges\":[\"MODIFY\"]}]}")));

        assertThat(catalog.grants(SecurableKind.VIEW, SCHEMA.child("t")))
                .containsExactly(new Grant("a", List.of("SELECT", "MODIFY")), new Grant("b", List.of("TELEPORT")));
    }

    private List<String> names() {
        return catalog.inSchema(SecurableKind.TABLE, SCHEMA)
                .map(each -> each.path("name").asText())
                .toList();
    }

    private void page(String token, String body) {
        stub.server.stubFor(get(urlPathEqualTo(TABLES))
                .withQueryParam("catalog_name", equalTo("gold"))
                .withQueryParam("schema_name", equalTo("api"))
                .withQueryParam("page_token", token == null ? absent() : equalTo(token))
                .willReturn(okJson(body)));
    }

    private void assertFailure(FailureCategory category, String message) {
        assertThatThrownBy(this::names)
                .isInstanceOfSatisfying(
                        ClientException.class,
                        failure -> assertThat(failure.category()).isEqualTo(category))
                .hasMessageContaining(message);
    }
}
