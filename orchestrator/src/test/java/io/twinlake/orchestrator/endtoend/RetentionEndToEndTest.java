package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says beforehand of tables that keep their history for less than an outage may last. */
class RetentionEndToEndTest {
    private TwoRegions regions;

    @TempDir
    Path folder;

    @BeforeEach
    void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @Test
    void isToldWithTheStatementThatRaisesIt() throws Exception {
        Replication group = Replication.seeded(regions, folder, "retained");
        regions.primary()
                .run(
                        "ALTER TABLE retained.s.orders SET TBLPROPERTIES ('delta.deletedFileRetentionDuration' = 'interval 1 day')");
        assertThat(group.sync().exit()).isZero();

        List<JsonNode> told = checks(group);
        assertThat(told).hasSize(2).noneMatch(check -> check.path("ok").asBoolean());
        assertThat(told.get(0).path("message").asText())
                .startsWith("1 tables in westeurope keep their history for less than 168 h of an outage:"
                        + " retained.s.orders {delta.deletedFileRetentionDuration=interval 1 day}.");

        String remedy = told.get(0).path("remedy").asText();
        assertThat(told.get(1).path("remedy").asText())
                .as("in the region that serves, from where it is carried over")
                .isEqualTo(remedy);
        regions.primary().run(remedy.substring(remedy.indexOf("ALTER"), remedy.length() - 1));
        assertThat(group.sync().exit()).isZero();
        assertThat(checks(group)).hasSize(2).allMatch(check -> check.path("ok").asBoolean());
    }

    private static List<JsonNode> checks(Replication group) throws Exception {
        List<JsonNode> checks = new ArrayList<>();
        for (JsonNode check : group.run("doctor", "-o", "json").document().at("/groups/0/readiness")) {
            if (check.path("check").asText().equals("retention")) {
                checks.add(check);
            }
        }
        return checks;
    }
}
