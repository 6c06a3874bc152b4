package io.twinlake.sandbox.region.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.service.catalog.PermissionsChange;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.catalog.UpdatePermissions;
import com.databricks.sdk.service.sql.ServiceError;
import io.twinlake.sandbox.region.RegionFixture;
import io.twinlake.sandbox.region.metastore.TableName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A region with a plain principal P, a reader R, a metastore admin A, and Q, who owns things and never calls. */
final class RightsFixture implements AutoCloseable {

    static final String P = "`client-owner`";
    /** The group that P is in. */
    static final String G = "`view-owners`";

    static final String R = "`client-reader`";
    static final String A = "`client-admin`";
    static final String Q = "`" + RegionFixture.READER + "`";

    private final RegionFixture region;

    RightsFixture(Path dir) {
        this(RegionFixture.start(dir));
    }

    RightsFixture(RegionFixture region) {
        this.region = region;
    }

    WorkspaceClient p() {
        return region.oauth("client-owner", "s3cret");
    }

    WorkspaceClient r() {
        return region.reader();
    }

    WorkspaceClient a() {
        return region.oauth("client-admin", "s3cret");
    }

    WorkspaceClient root() {
        return region.admin();
    }

    RegionFixture region() {
        return region;
    }

    /** Runs statements as the root. */
    void sql(String... statements) {
        Arrays.stream(statements).forEach(region::sql);
    }

    /** A catalog of that owner's with the schema s and the table s.t, both Q's. */
    void catalog(String name, String owner) {
        sql(
                "CREATE CATALOG " + name,
                "CREATE SCHEMA " + name + ".s",
                "MAKE " + name + ".s.t",
                "ALTER TABLE " + name + ".s.t OWNER TO " + Q,
                "ALTER SCHEMA " + name + ".s OWNER TO " + Q,
                "ALTER CATALOG " + name + " OWNER TO " + owner);
    }

    void done(WorkspaceClient client, String... statements) {
        for (String statement : statements) {
            ServiceError error = region.run(client, statement).getStatus().getError();
            assertThat(error == null ? "" : error.getMessage()).as(statement).isEmpty();
        }
    }

    void refused(WorkspaceClient client, String statement, String lacking) {
        ServiceError error = region.run(client, statement).getStatus().getError();
        assertThat(error).as(statement).isNotNull();
        assertThat(error.getMessage())
                .as(statement)
                .contains(lacking)
                .matches(
                        "(?s)\\[(INSUFFICIENT_PERMISSIONS|UNAUTHORIZED_ACCESS)].*SQLSTATE: 42501|PERMISSION_DENIED: .*");
    }

    static void refused(ThrowingCallable call, String lacking) {
        assertThatThrownBy(call).isInstanceOf(PermissionDenied.class).hasMessageContaining(lacking);
    }

    static UpdatePermissions grant(String type, String name, String principal, Privilege privilege) {
        return new UpdatePermissions()
                .setSecurableType(type)
                .setFullName(name)
                .setChanges(List.of(new PermissionsChange()
                        .setPrincipal(principal.replace("`", ""))
                        .setAdd(List.of(privilege))));
    }

    /** Whose grants on a securable the client is shown. */
    List<String> grantees(WorkspaceClient client, String type, String name) {
        return client.grants().get(type, name).getPrivilegeAssignments().stream()
                .map(assignment -> assignment.getPrincipal())
                .toList();
    }

    /** Whose privileges on a table a relation of {@code information_schema} lists for a principal. */
    List<String> listedGrantees(String catalog, String principal) {
        TreeSet<String> grantees = new TreeSet<>();
        region.registry()
                .informationSchema(
                        new TableName(catalog, "information_schema", "table_privileges"), principal.replace("`", ""))
                .orElseThrow()
                .rows()
                .forEach(row -> grantees.add(row.get(1)));
        return List.copyOf(grantees);
    }

    @Override
    public void close() {
        region.close();
    }
}
