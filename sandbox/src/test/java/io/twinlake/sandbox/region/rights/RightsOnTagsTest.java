package io.twinlake.sandbox.region.rights;

import static io.twinlake.sandbox.region.rights.RightsFixture.P;
import static io.twinlake.sandbox.region.rights.RightsFixture.Q;
import static io.twinlake.sandbox.region.rights.RightsFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.BadRequest;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.ResourceConflict;
import com.databricks.sdk.service.catalog.CreateEntityTagAssignmentRequest;
import com.databricks.sdk.service.catalog.EntityTagAssignment;
import com.databricks.sdk.service.catalog.UpdateEntityTagAssignmentRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tags on securables and columns, over REST and in SQL: who sets and sees them, and which are refused. */
class RightsOnTagsTest extends OnARegionWithRights {

    private static EntityTagAssignment tag(String type, String name, String key, String value) {
        return new EntityTagAssignment()
                .setEntityType(type)
                .setEntityName(name)
                .setTagKey(key)
                .setTagValue(value);
    }

    private static void assign(WorkspaceClient client, EntityTagAssignment tag) {
        client.entityTagAssignments().create(new CreateEntityTagAssignmentRequest().setTagAssignment(tag));
    }

    private static Map<String, String> tags(WorkspaceClient client, String type, String name) {
        Map<String, String> tags = new TreeMap<>();
        client.entityTagAssignments().list(type, name).forEach(tag -> tags.put(tag.getTagKey(), tag.getTagValue()));
        return tags;
    }

    @Test
    void areAssignedOneByOneByWhoMayApplyThem() {
        at.catalog("t1", Q);
        at.sql("GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG t1 TO " + P);

        refused(() -> assign(at.p(), tag("tables", "t1.s.t", "pii", "name")), "APPLY TAG on Table 't1.s.t'");
        at.sql("GRANT APPLY TAG ON TABLE t1.s.t TO " + P);
        assign(at.p(), tag("tables", "t1.s.t", "pii", "name"));
        assign(at.p(), tag("columns", "t1.s.t.id", "key", ""));
        assertThatThrownBy(() -> assign(at.p(), tag("tables", "t1.s.t", "pii", "other")))
                .isInstanceOf(ResourceConflict.class);
        at.p()
                .entityTagAssignments()
                .update(new UpdateEntityTagAssignmentRequest()
                        .setEntityType("tables")
                        .setEntityName("t1.s.t")
                        .setTagKey("pii")
                        .setTagAssignment(tag("tables", "t1.s.t", "pii", "other"))
                        .setUpdateMask("tag_value"));

        assertThat(tags(at.p(), "tables", "t1.s.t")).isEqualTo(Map.of("pii", "other"));
        assertThat(tags(at.p(), "columns", "t1.s.t.id")).isEqualTo(Map.of("key", ""));
        at.p().entityTagAssignments().delete("tables", "t1.s.t", "pii");
        assertThat(tags(at.p(), "tables", "t1.s.t")).isEmpty();
        assertThatThrownBy(() -> at.p().entityTagAssignments().delete("tables", "t1.s.t", "pii"))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void areSeenByWhoSeesTheSecurable() {
        at.catalog("t2", Q);
        at.sql("ALTER SCHEMA t2.s SET TAGS ('domain' = 'crm')", "ALTER CATALOG t2 SET TAGS ('tier' = 'gold')");

        refused(() -> tags(at.p(), "schemas", "t2.s"), "t2");
        assertThat(tags(at.root(), "schemas", "t2.s")).isEqualTo(Map.of("domain", "crm"));
        assertThat(tags(at.root(), "catalogs", "t2")).isEqualTo(Map.of("tier", "gold"));
    }

    @Test
    void haveNoKeysThatThePlatformRefuses() {
        at.catalog("t3", Q);

        assertThat(List.of("a.b", "a,b", "a-b", "a=b", "a/b", "a:b", " a"))
                .allSatisfy(key -> assertThatThrownBy(() -> assign(at.root(), tag("catalogs", "t3", key, "x")))
                        .isInstanceOf(BadRequest.class));
    }

    @Test
    void standOnColumnsThatExist() {
        at.catalog("t4", Q);

        assertThatThrownBy(() -> assign(at.root(), tag("columns", "t4.s.t.none", "k", "v")))
                .isInstanceOf(NotFound.class);
    }
}
