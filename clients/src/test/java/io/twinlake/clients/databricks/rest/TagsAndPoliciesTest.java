package io.twinlake.clients.databricks.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.EntityTags;
import io.twinlake.clients.databricks.EntityTags.Entity;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tags, one by one, and the policies over a securable: what is sent, whatever the names. */
class TagsAndPoliciesTest {
    private static final String UNITY = "/api/2.1/unity-catalog/";
    private static final ObjectName VIEW = ObjectName.of("gold", "s", "a view");
    private static final Entity COLUMN = new Entity(SecurableKind.VIEW, VIEW, "e mail");

    private StubbedWorkspace workspace;

    @BeforeEach
    void start() {
        workspace = new StubbedWorkspace();
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    private EntityTags tags() {
        return workspace.open().catalog().tags();
    }

    @Test
    void areReadPageByPage() {
        workspace.server.stubFor(get(urlPathEqualTo(UNITY + "entity-tag-assignments/tables/gold.s.a%20view/tags"))
                .atPriority(9)
                .willReturn(okJson("{\"tag_assignments\":[{\"tag_key\":\"pii\",\"tag_value\":\"name\"}],"
                        + "\"next_page_token\":\"more\"}")));
        workspace.server.stubFor(get(urlPathEqualTo(UNITY + "entity-tag-assignments/tables/gold.s.a%20view/tags"))
                .withQueryParam("page_token", equalTo("more"))
                .willReturn(okJson("{\"tag_assignments\":[{\"tag_key\":\"plain\"}]}")));

        assertThat(tags().of(new Entity(SecurableKind.VIEW, VIEW, null))).isEqualTo(Map.of("pii", "name", "plain", ""));
    }

    @Test
    void ofWhatDoesNotExistAreNone() {
        workspace.server.stubFor(get(urlPathEqualTo(
                        UNITY + "entity-tag-assignments/columns/gold.s.a%20view.e%20mail/tags"))
                .willReturn(status(404).withBody("{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"gone\"}")));

        assertThat(tags().of(COLUMN)).isEmpty();
    }

    @Test
    void areAssignedChangedAndRemoved() {
        workspace.server.stubFor(post(urlPathEqualTo(UNITY + "entity-tag-assignments"))
                .withRequestBody(equalToJson("{\"entity_type\":\"columns\",\"entity_name\":\"gold.s.a view.e mail\","
                        + "\"tag_key\":\"a key\",\"tag_value\":\"v\"}"))
                .willReturn(okJson("{}")));
        String one = UNITY + "entity-tag-assignments/columns/gold.s.a%20view.e%20mail/tags/a%20key";
        workspace.server.stubFor(patch(urlPathEqualTo(one))
                .withQueryParam("update_mask", equalTo("tag_value"))
                .withRequestBody(equalToJson("{\"tag_value\":\"w\"}"))
                .willReturn(okJson("{}")));
        workspace.server.stubFor(delete(urlPathEqualTo(one)).willReturn(okJson("{}")));

        assertThatCode(() -> {
                    tags().assign(COLUMN, "a key", "v");
                    tags().change(COLUMN, "a key", "w");
                    tags().remove(COLUMN, "a key");
                })
                .doesNotThrowAnyException();
    }

    @Test
    void policiesAreAskedForWithThoseAbove() {
        workspace.server.stubFor(get(urlPathEqualTo(UNITY + "policies/schema/gold.s"))
                .withQueryParam("include_inherited", equalTo("true"))
                .willReturn(okJson("{\"policies\":[{\"name\":\"eu\",\"on_securable_type\":\"CATALOG\"}]}")));
        workspace.server.stubFor(get(urlPathEqualTo(UNITY + "policies/table/gold.s.a%20view"))
                .willReturn(status(403).withBody("{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"MANAGE\"}")));

        assertThat(workspace.open().catalog().policiesOver(SecurableKind.SCHEMA, VIEW.parent()))
                .extracting(policy -> policy.path("name").asText())
                .containsExactly("eu");
        assertThat(catchThrowableOfType(
                                ClientException.class,
                                () -> workspace.open().catalog().policiesOver(SecurableKind.TABLE, VIEW))
                        .category())
                .isEqualTo(FailureCategory.PERMISSION);
    }
}
