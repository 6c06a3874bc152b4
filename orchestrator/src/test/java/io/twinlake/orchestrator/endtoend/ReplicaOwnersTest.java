package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.orchestrator.endtoend.Replication.Ended;
import io.twinlake.orchestrator.twin.CommandProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The replica is other people's, who did not ask Twinlake: as a metastore admin would give it to the source's owners, and as a new owner sees it. */
@Tag("faults")
class ReplicaOwnersTest {
    private static final int SEEDED = 8;
    private static final String OWNER = "api-readers";

    @TempDir
    Path folder;

    private TwoRegions regions;

    @BeforeAll
    static void leftOut() {
        FirstSlice.assume();
    }

    @BeforeEach
    void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @AfterEach
    void clear() throws Exception {
        regions.fault("clear");
    }

    @Test
    void goesOnWhereAnAdminGaveAllOfItToItsOwners() throws Exception {
        Replication group = Replication.seeded(regions, folder, "given");
        own(regions.primary(), "given");
        assertThat(group.sync().exit()).isZero();
        own(regions.secondary(), "given");
        regions.primary()
                .run(
                        "INSERT INTO given.s.orders VALUES (2, 'b')",
                        "COMMENT ON TABLE given.s.items IS 'changed'",
                        "CREATE OR REPLACE VIEW given.s.names AS SELECT name, id FROM given.s.orders",
                        "ALTER VIEW given.s.names OWNER TO `" + OWNER + "`",
                        "CREATE TABLE given.s.more AS SELECT 1 AS id",
                        "GRANT SELECT ON TABLE given.s.items TO `" + OWNER + "`");

        Ended sync = group.sync();

        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        group.assertInSync(SEEDED + 1);
    }

    @Test
    void saysWhatToGrantWhereANewOwnerRevokesItInMidSync() throws Exception {
        Replication group = Replication.seeded(regions, folder, "revoked");
        own(regions.primary(), "revoked");
        assertThat(group.sync().exit()).isZero();
        regions.primary()
                .run("INSERT INTO revoked.s.orders VALUES (2, 'b')", "CREATE TABLE revoked.s.more AS SELECT 1 AS id");
        RegionSql replica = regions.secondary();
        String twinlake = "`" + replica.principal("twinlake") + "`";
        own(replica, "revoked");
        regions.fault("--region", "primary", "gate", "--actor", "twinlake", "--path", "*/shares*");

        try (CommandProcess sync = group.start("sync", "-o", "json")) {
            regions.awaitHeld(1);
            replica.run("REVOKE ALL PRIVILEGES, MANAGE ON CATALOG revoked FROM " + twinlake);
            regions.fault("release");

            assertThat(sync.exitCode()).as(sync.out() + sync.err()).isEqualTo(8);
            assertThat(sync.out())
                    .contains("GRANT ALL PRIVILEGES, MANAGE ON CATALOG `revoked` TO " + twinlake)
                    .contains("revoked.s.orders");
        }
        assertThat(replica.query("SELECT id FROM revoked.s.orders")).hasSize(1);

        replica.grantTwinlake("revoked");
        Ended next = group.sync();
        assertThat(next.exit()).as(next.out() + next.err()).isZero();
        group.assertInSync(SEEDED + 1);
    }

    private static void own(RegionSql region, String catalog) {
        region.run(
                "ALTER VIEW " + catalog + ".s.upper OWNER TO `" + OWNER + "`",
                "ALTER VIEW " + catalog + ".s.names OWNER TO `" + OWNER + "`",
                "ALTER TABLE " + catalog + ".s.orders OWNER TO `" + OWNER + "`",
                "ALTER TABLE " + catalog + ".s.items OWNER TO `" + OWNER + "`",
                "ALTER SCHEMA " + catalog + ".s OWNER TO `" + OWNER + "`",
                "ALTER CATALOG " + catalog + " OWNER TO `" + OWNER + "`");
    }
}
