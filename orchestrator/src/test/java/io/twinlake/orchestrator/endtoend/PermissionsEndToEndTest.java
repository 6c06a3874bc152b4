package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that the product asks for, against those that two regions and their Azure have given it. */
class PermissionsEndToEndTest {
    private static TwoRegions regions;

    @TempDir
    Path folder;

    @BeforeAll
    static void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @Test
    void areHeldUntilSomebodyRevokesOneAndAgainWhenItsStatementWasRun() throws Exception {
        Replication group = Replication.seeded(regions, folder, "permitted");

        Ended granted = group.run("permissions", "-o", "json");
        assertThat(granted.exit()).as(granted.out() + granted.err()).isZero();
        assertThat(held(granted, "/regions")).as(granted.out()).containsExactly("yes");
        assertThat(held(granted, "/azure")).as(granted.out()).containsExactly("yes");

        String twinlake = regions.primary().principal("twinlake");
        regions.primary().run("REVOKE MANAGE ON CATALOG permitted FROM `" + twinlake + "`");
        Ended revoked = group.run("permissions", "-o", "json");
        assertThat(revoked.exit()).as(revoked.out() + revoked.err()).isEqualTo(6);
        String missing = "GRANT ALL PRIVILEGES, MANAGE ON CATALOG `permitted` TO `" + twinlake + "`";
        assertThat(missing(revoked))
                .containsExactlyInAnyOrder(missing, "GRANT MANAGE ON CATALOG `permitted` TO `" + twinlake + "`");
        assertThat(group.run("permissions", "--region", regions.secondary().name(), "-o", "json")
                        .exit())
                .isZero();

        assertThat(remedies(group, false))
                .singleElement()
                .asString()
                .contains("GRANT MANAGE ON CATALOG `permitted` TO `" + twinlake + "`");

        regions.primary().run(missing);
        assertThat(group.run("permissions", "-o", "json").exit()).isZero();
        assertThat(remedies(group, true)).hasSize(2);
    }

    @Test
    void oneWayAreEnoughToCopyAndNotToComeBack() throws Exception {
        Replication group = Replication.seeded(regions, folder, "oneway");
        regions.primary()
                .run("REVOKE ALL PRIVILEGES, MANAGE ON CATALOG oneway FROM `"
                        + regions.primary().principal("twinlake") + "`");

        Ended refused = group.run("permissions", "--direction", "one-way", "-o", "json");
        assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(6);
        missing(refused).forEach(regions.primary()::run);

        assertThat(group.run("permissions", "--direction", "one-way", "-o", "json")
                        .exit())
                .isZero();
        Ended sync = group.sync();
        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        group.assertInSync(8);
        assertThat(missing(group.run("permissions", "-o", "json")))
                .containsExactly("GRANT ALL PRIVILEGES, MANAGE ON CATALOG `oneway` TO `"
                        + regions.primary().principal("twinlake") + "`");
    }

    /** Rights, shares and mounts are whole where a firewall keeps the rows from whoever copies them. */
    @Test
    void oneRowIsReadThroughEachMount() throws Exception {
        Replication group = Replication.seeded(regions, folder, "rowread");
        assertThat(checks(group, "mounts"))
                .extracting(check -> check.path("message").asText())
                .containsExactly(
                        "Nothing of westeurope is mounted in northeurope yet.",
                        "Nothing of northeurope is mounted in westeurope yet.");
        assertThat(group.sync().exit()).isZero();
        assertThat(checks(group, "mounts").get(0).path("message").asText())
                .isEqualTo("Region northeurope reads what westeurope shares with it, through 1 mount.");

        regions.fault("--region", "storage:westeuropelake", "firewall");
        JsonNode shut;
        try {
            shut = checks(group, "mounts").get(0);
        } finally {
            regions.fault("clear");
        }

        assertThat(shut.path("ok").asBoolean()).isFalse();
        assertThat(shut.path("message").asText()).contains("northeurope does not read ", "rowread.s.");
        assertThat(shut.path("remedy").asText()).contains("network");
    }

    /** What the doctor says of the rights in each region: of those that are well, or of the others. */
    private static List<String> remedies(Replication group, boolean well) throws Exception {
        return checks(group, "rights").stream()
                .filter(check -> check.path("ok").asBoolean() == well)
                .map(check -> check.path("remedy").asText())
                .toList();
    }

    private static List<JsonNode> checks(Replication group, String name) throws Exception {
        List<JsonNode> checks = new ArrayList<>();
        for (JsonNode check : group.run("doctor", "-o", "json").document().at("/groups/0/readiness")) {
            if (check.path("check").asText().equals(name)) {
                checks.add(check);
            }
        }
        return checks;
    }

    private static Set<String> held(Ended ended, String below) {
        return new TreeSet<>(ended.document().at(below).findValuesAsText("held"));
    }

    private static Set<String> missing(Ended ended) {
        Set<String> missing = new TreeSet<>();
        for (JsonNode grants : ended.document().findValues("grants")) {
            for (JsonNode grant : grants) {
                if (!List.of("yes", "unknown").contains(grant.path("held").asText())) {
                    missing.add(grant.path("statement").asText());
                }
            }
        }
        return missing;
    }
}
