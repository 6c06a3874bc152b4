package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.A;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;
import static io.twinlake.sandbox.region.rights.RightsFixture.R;
import static io.twinlake.sandbox.region.rights.RightsFixture.grant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.core.http.Request;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.iam.AccountGroupsV2API;
import com.databricks.sdk.service.iam.ComplexValue;
import com.databricks.sdk.service.iam.Group;
import com.databricks.sdk.service.iam.ListGroupsRequest;
import com.databricks.sdk.service.iam.MeRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To whom something can be granted: what the account has, and neither what a workspace has of its own nor what was deleted. */
class PrincipalsOfTheAccountTest extends OnARegionWithRights {

    @ParameterizedTest
    @ValueSource(strings = {"users", "admins", "nobody"})
    void groupsOfTheWorkspaceItselfAreNone(String group) {
        at.catalog("local_" + group, Q);

        assertThatThrownBy(() ->
                        at.root().grants().update(grant("catalog", "local_" + group, group, Privilege.USE_CATALOG)))
                .isInstanceOf(NotFound.class)
                .hasMessageContaining("Could not find principal with name " + group);
        assertThat(at.region()
                        .run(at.root(), "ALTER CATALOG local_" + group + " OWNER TO `" + group + "`")
                        .getStatus()
                        .getError()
                        .getMessage())
                .contains("PRINCIPAL_DOES_NOT_EXIST");
    }

    @Test
    void whoIsInThemIsToldSo() {
        assertThat(groups(at.p())).contains("users", "view-owners").doesNotContain("admins");
        assertThat(groups(at.root())).contains("users", "admins");
        assertThat(StreamSupport.stream(
                                at.root().groups().list(new ListGroupsRequest()).spliterator(), false)
                        .filter(group -> group.getMeta().getResourceType().equals("WorkspaceGroup"))
                        .map(Group::getDisplayName))
                .containsExactlyInAnyOrder("users", "admins");
    }

    private static List<String> groups(WorkspaceClient client) {
        return client.currentUser().me(new MeRequest()).getGroups().stream()
                .map(ComplexValue::getDisplay)
                .toList();
    }

    @Test
    void whatWasGrantedToOneThatIsDeletedHasNobodysNameAndHoldsNoMore() throws IOException {
        at.catalog("left", Q);
        at.sql(
                "GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG left TO `data-engineers`",
                "GRANT SELECT ON TABLE left.s.t TO " + R);
        JsonNode before = assignments("left").get(0);
        assertThat(before.path("principal").asText()).isEqualTo("data-engineers");
        String id = before.path("principal_id").asText();

        assertThatThrownBy(() -> delete(at.a(), id)).isInstanceOf(PermissionDenied.class);
        delete(at.root(), id);

        assertThat(assignments("left")).singleElement().satisfies(assignment -> {
            assertThat(assignment.path("principal").asText()).isEmpty();
            assertThat(assignment.path("principal_id").asText()).isEqualTo(id);
            assertThat(assignment.path("privileges")).hasSize(3);
        });
        assertThat(at.grantees(at.root(), "table", "left.s.t")).containsExactly("client-reader");
        assertThat(at.listedGrantees("left", A)).contains("", "client-reader").doesNotContain("data-engineers");
        assertThatThrownBy(() ->
                        at.root().grants().update(grant("catalog", "left", "data-engineers", Privilege.USE_CATALOG)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> delete(at.root(), id)).isInstanceOf(NotFound.class);
    }

    /** As the platform tells them: the SDK has no field for the id. */
    private List<JsonNode> assignments(String catalog) throws IOException {
        String path = "/api/2.1/unity-catalog/permissions/catalog/" + catalog;
        Map<?, ?> answer = at.root().apiClient().execute(new Request("GET", path), LinkedHashMap.class);
        JsonNode assignments = new JsonMapper().valueToTree(answer.get("privilege_assignments"));
        return assignments.valueStream().toList();
    }

    private static void delete(WorkspaceClient client, String id) {
        new AccountGroupsV2API(client.apiClient()).delete(id);
    }
}
