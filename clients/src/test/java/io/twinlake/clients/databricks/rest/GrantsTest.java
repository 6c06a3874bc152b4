package io.twinlake.clients.databricks.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.databricks.UnityCatalog;
import io.twinlake.clients.databricks.UnityCatalog.Grant;
import io.twinlake.clients.databricks.UnityCatalog.GrantChange;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Grants on what no group holds: the metastore, external locations, jobs. */
class GrantsTest {
    private static final String UNITY = "/api/2.1/unity-catalog/";

    private StubbedWorkspace workspace;

    @BeforeEach
    void start() {
        workspace = new StubbedWorkspace();
    }

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void readsThoseOnTheMetastoreByItsId() {
        answer(UNITY + "metastore_summary", "{\"metastore_id\":\"m-1\",\"name\":\"west\"}");
        answer(
                UNITY + "effective-permissions/metastore/m-1",
                "{\"privilege_assignments\":[{\"principal\":\"tl\",\"privileges\":[{\"privilege\":\"CREATE_CATALOG\"},"
                        + "{\"privilege\":\"OF_TOMORROW\"}]}]}");

        assertThat(catalog().grantsOnMetastore())
                .containsExactly(new Grant("tl", List.of("CREATE_CATALOG", "OF_TOMORROW")));
    }

    @Test
    void readsExternalLocationsAndTheGrantsOnOneWhateverItsName() {
        answer(
                UNITY + "external-locations",
                "{\"external_locations\":[{\"name\":\"the lake\",\"url\":\"abfss://l@a/\"}]}");
        answer(
                UNITY + "effective-permissions/external_location/the%20lake",
                "{\"privilege_assignments\":[{\"principal\":\"tl\",\"privileges\":[{\"privilege\":\"CREATE_EXTERNAL_TABLE\","
                        + "\"inherited_from_name\":\"m\"}]}]}");

        assertThat(catalog()
                        .externalLocations()
                        .map(location -> location.path("url").asText()))
                .containsExactly("abfss://l@a/");
        assertThat(catalog().grantsOnExternalLocation("the lake"))
                .containsExactly(new Grant("tl", List.of("CREATE_EXTERNAL_TABLE")));
    }

    /** They have left nothing but an id, and are told apart by it. */
    @Test
    void tellsDeletedPrincipalsFromOthersAndFromEachOther() {
        answer(
                UNITY + "permissions/table/gold.s.t",
                "{\"privilege_assignments\":[{\"principal\":\"\",\"principal_id\":42,\"privileges\":[\"SELECT\"]},"
                        + "{\"principal\":\"\",\"principal_id\":43,\"privileges\":[\"MODIFY\"]},"
                        + "{\"principal\":\"a\",\"principal_id\":44,\"privileges\":[\"SELECT\"]}]}");

        assertThat(catalog().grants(SecurableKind.TABLE, ObjectName.of("gold", "s", "t")))
                .containsExactly(
                        new Grant("42", true, List.of("SELECT")),
                        new Grant("43", true, List.of("MODIFY")),
                        new Grant("a", List.of("SELECT")));
    }

    @Test
    void tellsAPrincipalThatIsMissingFromAnObjectThatIs() {
        refuse("gold.s.t", "PRINCIPAL_DOES_NOT_EXIST");
        refuse("gold.s.u", "TABLE_DOES_NOT_EXIST");

        assertThat(refused("t").isOfMissingPrincipal()).isTrue();
        assertThat(refused("u").isOfMissingPrincipal()).isFalse();
    }

    private void refuse(String table, String code) {
        workspace.server.stubFor(patch(urlPathEqualTo(UNITY + "permissions/table/" + table))
                .willReturn(aResponse()
                        .withStatus(404)
                        .withBody("{\"error_code\":\"" + code + "\",\"message\":\"Could not find it.\"}")));
    }

    private ClientException refused(String table) {
        return catchThrowableOfType(
                ClientException.class,
                () -> catalog()
                        .changeGrants(
                                SecurableKind.TABLE,
                                ObjectName.of("gold", "s", table),
                                List.of(new GrantChange("bob", List.of("SELECT"), List.of()))));
    }

    @Test
    void readsWhoMayDoWhatWithAJob() {
        answer(
                "/api/2.0/permissions/jobs/7",
                "{\"object_id\":\"/jobs/7\",\"access_control_list\":["
                        + "{\"user_name\":\"a@example.org\",\"all_permissions\":[{\"permission_level\":\"IS_OWNER\"}]},"
                        + "{\"service_principal_name\":\"tl\",\"display_name\":\"Twinlake\",\"all_permissions\":["
                        + "{\"permission_level\":\"CAN_VIEW\"},{\"permission_level\":\"CAN_MANAGE\",\"inherited\":true}]},"
                        + "{\"group_name\":\"admins\",\"all_permissions\":[]}]}");

        assertThat(workspace.open().jobs().permissions(7))
                .containsExactly(
                        new Grant("a@example.org", List.of("IS_OWNER")),
                        new Grant("tl", List.of("CAN_VIEW", "CAN_MANAGE")),
                        new Grant("admins", List.of()));
    }

    @Test
    void saysThatAJobsPermissionsAreNotForEverybody() {
        workspace.server.stubFor(get(urlPathEqualTo("/api/2.0/permissions/jobs/7"))
                .willReturn(status(403).withBody("{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"no\"}")));

        assertThatThrownBy(() -> workspace.open().jobs().permissions(7))
                .isInstanceOfSatisfying(
                        ClientException.class,
                        refused -> assertThat(refused.category()).isEqualTo(FailureCategory.PERMISSION));
    }

    private UnityCatalog catalog() {
        return workspace.open().catalog();
    }

    private void answer(String path, String body) {
        workspace.server.stubFor(get(urlPathEqualTo(path)).willReturn(okJson(body)));
    }
}
