package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import io.twinlake.orchestrator.twin.CommandProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill on two real regions with Functions in front: it tells the truth and leaves nothing behind. */
@Tag("own-regions")
class DrillEndToEndTest {
    private static TwoRegions regions;

    @TempDir
    Path folder;

    /** The Functions read one table: each test begins with it as it is here. */
    @BeforeEach
    void seed() throws Exception {
        regions = TwoRegions.shared();
        regions.primary().run("DROP CATALOG IF EXISTS gold CASCADE");
        regions.secondary().run("DROP CATALOG IF EXISTS gold CASCADE");
        regions.primary().catalog("gold", regions.lake() + "/gold");
        regions.primary()
                .run(
                        "CREATE SCHEMA gold.api",
                        "CREATE TABLE gold.api.customer_summary AS"
                                + " SELECT concat('c-', id) AS id, id AS score FROM range(40)",
                        "GRANT USE CATALOG ON CATALOG gold TO `api-readers`",
                        "GRANT USE SCHEMA, SELECT ON SCHEMA gold.api TO `api-readers`");
    }

    @Test
    void passesAndThenFindsTheRowThatSomebodyChangedInTheReplica() throws Exception {
        Replication gold = replicated();
        List<List<String>> schemas = schemas();

        Ended passed = gold.run("drill", "--sample", "5", "-o", "json");

        assertThat(passed.exit()).as(passed.out() + passed.err()).isZero();
        JsonNode document = passed.document();
        assertThat(document.path("result").asText()).isEqualTo("pass");
        assertThat(document.at("/lookups/sampled").asInt()).isEqualTo(5);
        assertThat(document.at("/lookups/equal").asInt()).isEqualTo(5);
        assertThat(document.at("/cleanup/clean").asBoolean()).isTrue();
        assertThat(document.at("/switches")).hasSize(2);
        assertThat(document.at("/lookups/replica/p95Ms").asLong()).isPositive();
        assertThat(schemas()).isEqualTo(schemas);
        assertReport(Path.of(document.path("report").asText()));

        regions.secondary().run("UPDATE gold.api.customer_summary SET score = -1");
        Ended failed = gold.run("drill", "--sample", "5", "-o", "json");

        assertThat(failed.document().path("result").asText()).isEqualTo("fail");
        assertThat(failed.exit()).as(failed.out() + failed.err()).isIn(1, 2);
        assertThat(failed.document().at("/lookups/equal").asInt()).isZero();
        assertThat(failed.document().at("/lookups/differences/0").asText()).contains("tables differ");
        assertThat(schemas()).isEqualTo(schemas);
    }

    @Test
    void removesWhatADrillThatWasKilledLeftBehind() throws Exception {
        Replication gold = replicated();
        List<List<String>> schemas = schemas();
        // The killed drill is still asking the Function when it dies.
        regions.fault("--region", "northeurope", "gate", "--path", "/customers/*");
        try (CommandProcess killed = gold.start("drill", "--sample", "20")) {
            untilALookupIsHeld();
            while (schemas().size() == schemas.size()) {
                regions.fault("release", "--keep");
                untilALookupIsHeld();
            }
            killed.kill();
        } finally {
            regions.fault("clear");
        }
        assertThat(schemas()).hasSize(schemas.size() + 1);

        Ended next = gold.run("drill", "--sample", "5", "-o", "json");

        assertThat(next.document().at("/cleanup/clean").asBoolean())
                .as(next.out() + next.err())
                .isTrue();
        assertThat(schemas()).isEqualTo(schemas);
    }

    private static void untilALookupIsHeld() throws Exception {
        regions.awaitHeld(1, "--region", "northeurope");
    }

    /** The gateway's backend and the Functions' settings are as before; what the drill wrote is in its own schema alone. */
    private Replication replicated() throws Exception {
        regions.configuration(folder, "gold");
        Replication gold = new Replication(regions, folder, "gold");
        Ended sync = gold.run("sync", "--new-ledger", "--reason", "a ledger of this test", "-o", "json");
        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        return gold;
    }

    private static List<List<String>> schemas() {
        return regions.secondary().query("SHOW SCHEMAS IN gold");
    }

    private static void assertReport(Path report) throws Exception {
        assertThat(Files.readString(report.resolve("index.html")))
                .contains("The drill passed", "check-objectives", "nothing of it is left")
                .doesNotContain("https://", "<script src", "<link");
        var suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.resolve("junit.xml").toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(Files.readString(report.resolve("drill.json"))).contains("\"result\" : \"pass\"");
    }
}
