package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.G;
import static io.twinlake.sandbox.region.rights.RightsFixture.P;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;
import static io.twinlake.sandbox.region.rights.RightsFixture.R;
import static io.twinlake.sandbox.region.rights.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.ResourceConflict;
import com.databricks.sdk.service.catalog.CreatePolicyRequest;
import com.databricks.sdk.service.catalog.FunctionArgument;
import com.databricks.sdk.service.catalog.ListPoliciesRequest;
import com.databricks.sdk.service.catalog.MatchColumn;
import com.databricks.sdk.service.catalog.PolicyInfo;
import com.databricks.sdk.service.catalog.PolicyType;
import com.databricks.sdk.service.catalog.RowFilterOptions;
import com.databricks.sdk.service.catalog.SecurableType;
import com.databricks.sdk.service.catalog.UpdateFunction;
import com.databricks.sdk.service.catalog.UpdatePolicyRequest;
import io.twinlake.sandbox.region.metastore.GuardCall;
import io.twinlake.sandbox.region.metastore.TableGuard;
import io.twinlake.sandbox.region.metastore.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies on catalogs, schemas and tables: who makes and sees them, and whom they bind. */
class RightsOnPoliciesTest extends OnARegionWithRights {

    /** A catalog of Q's with the table s.t of Q's, the filter s.f and another, s.g. */
    private void filters(String catalog) {
        at.catalog(catalog, Q);
        at.sql(
                "CREATE FUNCTION " + catalog + ".s.f() RETURNS BOOLEAN RETURN true",
                "CREATE FUNCTION " + catalog + ".s.g(x STRING) RETURNS BOOLEAN RETURN x = 'eu'");
    }

    private static PolicyInfo policy(String name, SecurableType type, String on, String function) {
        return new PolicyInfo()
                .setName(name)
                .setOnSecurableType(type)
                .setOnSecurableFullname(on)
                .setForSecurableType(SecurableType.TABLE)
                .setPolicyType(PolicyType.POLICY_TYPE_ROW_FILTER)
                .setToPrincipals(List.of("account users"))
                .setRowFilter(new RowFilterOptions().setFunctionName(function));
    }

    private static PolicyInfo create(WorkspaceClient client, PolicyInfo policy) {
        return client.policies().createPolicy(new CreatePolicyRequest().setPolicyInfo(policy));
    }

    private TableGuard guard(String table, String principal) {
        return at.region().registry().guard(TableName.parse(table), principal.replace("`", ""));
    }

    private List<String> listed(String type, String on, boolean inherited) {
        Iterable<PolicyInfo> policies = at.root()
                .policies()
                .listPolicies(new ListPoliciesRequest()
                        .setOnSecurableType(type)
                        .setOnSecurableFullname(on)
                        .setIncludeInherited(inherited));
        return StreamSupport.stream(policies.spliterator(), false)
                .map(PolicyInfo::getName)
                .toList();
    }

    @Test
    void whoManagesTheSecurableAndMayRunTheFunctionMakesThem() {
        filters("p1");
        at.sql("GRANT USE CATALOG, USE SCHEMA, SELECT, MODIFY ON CATALOG p1 TO " + P);
        PolicyInfo wanted = policy("eu", SecurableType.SCHEMA, "p1.s", "p1.s.g")
                .setComment("ours")
                .setExceptPrincipals(List.of("view-owners"));
        wanted.getRowFilter().setUsing(List.of(new FunctionArgument().setConstant("'eu'")));

        refused(() -> create(at.p(), wanted), "MANAGE on Schema 'p1.s'");
        refused(
                () -> at.p()
                        .policies()
                        .listPolicies("schema", "p1.s")
                        .iterator()
                        .hasNext(),
                "MANAGE on Schema 'p1.s'");
        refused(() -> at.p().policies().getPolicy("schema", "p1.s", "eu"), "MANAGE on Schema 'p1.s'");
        at.sql("GRANT MANAGE ON SCHEMA p1.s TO " + P);
        refused(() -> create(at.p(), wanted), "EXECUTE on Routine 'p1.s.g'");
        at.sql("GRANT EXECUTE ON FUNCTION p1.s.g TO " + P);
        create(at.p(), wanted);

        PolicyInfo made = at.p().policies().getPolicy("schema", "p1.s", "eu");
        assertThat(made.getRowFilter().getUsing()).containsExactly(new FunctionArgument().setConstant("'eu'"));
        assertThat(made.getExceptPrincipals()).containsExactly("view-owners");
        assertThat(made.getComment()).isEqualTo("ours");
        assertThat(made.getCreatedBy()).isEqualTo("client-owner");
        assertThatThrownBy(() -> create(at.p(), wanted)).isInstanceOf(ResourceConflict.class);
        at.p().policies().deletePolicy("schema", "p1.s", "eu");
        assertThatThrownBy(() -> at.p().policies().getPolicy("schema", "p1.s", "eu"))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void anUpdateChangesWhatItNames() {
        filters("p2");
        String id = create(at.root(), policy("eu", SecurableType.TABLE, "p2.s.t", "p2.s.f"))
                .getId();

        PolicyInfo changed = at.root()
                .policies()
                .updatePolicy(new UpdatePolicyRequest()
                        .setOnSecurableType("table")
                        .setOnSecurableFullname("p2.s.t")
                        .setName("eu")
                        .setUpdateMask("except_principals")
                        .setPolicyInfo(policy("other", SecurableType.TABLE, "p2.s.t", "p2.s.none")
                                .setExceptPrincipals(List.of("client-owner"))));

        assertThat(changed.getName()).isEqualTo("eu");
        assertThat(changed.getId()).isEqualTo(id);
        assertThat(changed.getRowFilter().getFunctionName()).isEqualTo("p2.s.f");
        assertThat(guard("p2.s.t", P)).isEqualTo(TableGuard.NONE);
        assertThat(guard("p2.s.t", R)).isNotEqualTo(TableGuard.NONE);
    }

    @Test
    void theyBindOwnersAndAdminsAndAllButThoseExcepted() {
        filters("p3");
        at.sql("CREATE POLICY eu ON CATALOG p3 ROW FILTER p3.s.g TO `account users` EXCEPT `view-owners` FOR TABLES"
                + " USING COLUMNS ('eu')");

        TableGuard bound = TableGuard.NONE.withFilter(
                new GuardCall(TableName.parse("p3.s.g"), List.of(new GuardCall.Argument("'eu'", true))));
        assertThat(guard("p3.s.t", Q)).isEqualTo(bound);
        assertThat(guard("p3.s.t", RightsFixture.A)).isEqualTo(bound);
        assertThat(guard("p3.s.t", P)).isEqualTo(TableGuard.NONE);
    }

    @Test
    void readersOfAViewMeetThoseOfItsBasesAsThemselves() {
        filters("p4");
        at.sql(
                "MAKE p4.s.shown",
                "CREATE FUNCTION p4.s.listed() RETURNS BOOLEAN RETURN EXISTS (SELECT 1 FROM p4.s.shown)",
                "CREATE POLICY eu ON TABLE p4.s.t ROW FILTER p4.s.listed TO `account users` EXCEPT " + P
                        + " FOR TABLES",
                "CREATE VIEW p4.s.v AS SELECT id FROM p4.s.t",
                "GRANT USE CATALOG, USE SCHEMA ON CATALOG p4 TO `account users`",
                "GRANT SELECT ON TABLE p4.s.v TO `account users`");
        at.root().functions().update(new UpdateFunction().setName("p4.s.listed").setOwner(G.replace("`", "")));

        at.done(at.p(), "SELECT * FROM p4.s.v");
        at.refused(at.r(), "SELECT * FROM p4.s.v", "SELECT on Table 'p4.s.shown'");
        at.sql("GRANT SELECT ON TABLE p4.s.shown TO " + G);
        at.done(at.r(), "SELECT * FROM p4.s.v");
    }

    @Test
    void aTableOfMoreThanOneFilterIsNotRead() {
        filters("p5");
        at.sql(
                "CREATE POLICY one ON SCHEMA p5.s ROW FILTER p5.s.f TO `account users` FOR TABLES",
                "CREATE POLICY same ON CATALOG p5 ROW FILTER p5.s.f TO `account users` FOR TABLES",
                "GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG p5 TO " + R);

        at.done(at.r(), "SELECT * FROM p5.s.t");
        at.sql("ALTER TABLE p5.s.t SET ROW FILTER p5.s.g ON (id)");
        assertThat(at.region()
                        .run(at.r(), "SELECT * FROM p5.s.t")
                        .getStatus()
                        .getError()
                        .getMessage())
                .startsWith("[ROW_LEVEL_SECURITY_FEATURE_NOT_SUPPORTED.MULTIPLE_FILTERS]");
    }

    @Test
    void theyAreListedWithWhatIsInherited() {
        filters("p6");
        at.sql(
                "CREATE POLICY c ON CATALOG p6 COMMENT 'of all' ROW FILTER p6.s.f TO " + R + " FOR TABLES",
                "CREATE POLICY t ON TABLE p6.s.t ROW FILTER p6.s.f TO " + R + " FOR TABLES",
                "CREATE OR REPLACE POLICY t ON TABLE p6.s.t COMMENT 'again' ROW FILTER p6.s.f TO " + R + " FOR TABLES");

        assertThat(at.region().sql("SHOW POLICIES ON TABLE p6.s.t"))
                .containsExactly(List.of("t", "ROW_FILTER", "p6", "s", "t", "again"));
        assertThat(at.region().sql("SHOW EFFECTIVE POLICIES ON TABLE p6.s.t"))
                .containsExactly(
                        List.of("t", "ROW_FILTER", "p6", "s", "t", "again"),
                        Arrays.asList("c", "ROW_FILTER", "p6", null, null, "of all"));
        assertThat(listed("table", "p6.s.t", false)).containsExactly("t");
        assertThat(listed("table", "p6.s.t", true)).containsExactly("t", "c");
        assertThat(listed("catalog", "p6", true)).containsExactly("c");
    }

    @Test
    void theyFollowTheirSecurableAndGoWithIt() {
        filters("p7");
        at.sql(
                "CREATE POLICY eu ON TABLE p7.s.t ROW FILTER p7.s.f TO `account users` FOR TABLES",
                "ALTER TABLE p7.s.t RENAME TO p7.s.u");

        assertThat(listed("table", "p7.s.u", false)).containsExactly("eu");
        at.sql("DROP TABLE p7.s.u", "MAKE p7.s.u");
        assertThat(listed("table", "p7.s.u", false)).isEmpty();
        at.sql("CREATE POLICY eu ON TABLE p7.s.u ROW FILTER p7.s.f TO `account users` FOR TABLES");
        at.sql("DROP POLICY eu ON TABLE p7.s.u");
        assertThat(at.region().failure("DROP POLICY eu ON TABLE p7.s.u")).startsWith("[POLICY_NOT_FOUND]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ON SCHEMA %s.s COLUMN MASK %s.s.g TO `account users` FOR TABLES MATCH COLUMNS has_tag('pii') AS c ON COLUMN c | no governed tags
            ON SCHEMA %s.s ROW FILTER %s.s.f TO `account users` FOR TABLES WHEN has_tag('pii') | no governed tags
            ON SCHEMA %s.s ROW FILTER %s.s.g TO `account users` FOR TABLES USING COLUMNS (id) | no governed tags
            ON SCHEMA %s.s ROW FILTER %s.s.g TO `account users` FOR TABLES | takes 1 arguments, and 0 are passed
            ON SCHEMA %s.s ROW FILTER %s.s.f TO nobody FOR TABLES | Could not find principal with name nobody
            ON VIEW %s.s.v ROW FILTER %s.s.f TO `account users` FOR TABLES | POLICY_ON_SECURABLE_TYPE_NOT_SUPPORTED
            ON FUNCTION %s.s.f ROW FILTER %s.s.f TO `account users` FOR TABLES | POLICY_ON_SECURABLE_TYPE_NOT_SUPPORTED
            """)
    void whatTheSandboxCannotHoldAnybodyToIsRefused(String policy, String why) {
        String catalog = "p8" + Integer.toHexString(policy.hashCode());
        filters(catalog);
        at.sql("CREATE VIEW " + catalog + ".s.v AS SELECT id FROM " + catalog + ".s.t");

        assertThat(at.region().failure("CREATE POLICY eu " + policy.formatted(catalog, catalog)))
                .contains(why);
    }

    @Test
    void overRestTheSameIsRefused() {
        filters("p9");
        PolicyInfo wanted = policy("eu", SecurableType.TABLE, "p9.s.t", "p9.s.f");

        assertThatThrownBy(() -> create(at.root(), wanted.setWhenCondition("has_tag('pii')")))
                .hasMessageContaining("no governed tags");
        assertThatThrownBy(() -> create(
                        at.root(),
                        wanted.setWhenCondition(null)
                                .setMatchColumns(
                                        List.of(new MatchColumn().setAlias("c").setCondition("has_tag('pii')")))))
                .hasMessageContaining("no governed tags");
        assertThatThrownBy(() -> create(
                        at.root(), wanted.setMatchColumns(null).setPolicyType(PolicyType.POLICY_TYPE_COLUMN_MASK)))
                .hasMessageContaining("POLICY_TYPE_ROW_FILTER");
    }
}
