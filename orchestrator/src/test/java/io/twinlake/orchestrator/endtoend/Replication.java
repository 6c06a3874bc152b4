package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.epoch.Promotion;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.orchestrator.Main;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.twin.CommandProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** One catalog that the product replicates, with a configuration and a ledger of its own. */
record Replication(TwoRegions regions, Path folder, String catalog) {
    /** What a command answered. */
    record Ended(int exit, String out, String err) {
        JsonNode document() {
            try {
                return Json.parse(out);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("not a document: " + out + err, e);
            }
        }
    }

    /** A catalog of one schema with two tables, two views of which one reads the other, a function, comments and grants. */
    static Replication seeded(TwoRegions regions, Path folder, String catalog) {
        regions.configuration(folder, catalog);
        regions.primary().catalog(catalog, regions.lake() + "/" + catalog);
        regions.primary()
                .run(
                        "CREATE SCHEMA " + catalog + ".s",
                        "CREATE TABLE " + catalog + ".s.orders AS SELECT 1 AS id, 'a' AS name",
                        "CREATE TABLE " + catalog + ".s.items AS SELECT 7 AS id",
                        "CREATE VIEW " + catalog + ".s.names AS SELECT name FROM " + catalog + ".s.orders",
                        "CREATE VIEW " + catalog + ".s.upper AS SELECT upper(name) AS name FROM " + catalog
                                + ".s.names",
                        "CREATE FUNCTION " + catalog + ".s.next(x INT) RETURNS INT RETURN x + 1",
                        "COMMENT ON TABLE " + catalog + ".s.orders IS 'every order'");
        return new Replication(regions, folder, catalog);
    }

    /** Moves data only: the Functions and the gateway are of the sandbox, not of one test's catalog. */
    Replication withoutEndpoints() throws IOException {
        Path file = folder.resolve("twinlake.yml");
        Files.writeString(file, Files.readString(file).replaceFirst("(?s)\\n    endpoints:.*", "\n"));
        return this;
    }

    CommandProcess start(String... words) {
        return CommandProcess.start(Main.class, folder, words);
    }

    Ended run(String... words) throws Exception {
        try (CommandProcess command = start(words)) {
            return new Ended(command.exitCode(), command.out(), command.err());
        }
    }

    Ended sync() throws Exception {
        return run("sync", "-o", "json");
    }

    TwinlakeConfig config() {
        return ConfigurationFile.read(folder.resolve("twinlake.yml"), System.getenv());
    }

    /** Its ledger, while no command runs. */
    JdbcLedger ledger() {
        return JdbcLedger.open(config().ledger(), Clock.systemUTC());
    }

    /** Lets a region serve as from now, as a move would. */
    void promote(String region) {
        FailoverGroup group = config().groups().values().iterator().next();
        try (Ledger ledger = ledger()) {
            EpochState now = ledger.epochs().current(group.name(), group.home());
            assertThat(ledger.epochs()
                            .promote(group.name(), now.epoch(), new RegionName(region), "test", "there and back"))
                    .isInstanceOf(Promotion.Promoted.class);
        }
    }

    /** When the region that serves was promoted, as the ledger has it; while no command runs. */
    Instant promotedAt() {
        FailoverGroup group = config().groups().values().iterator().next();
        try (Ledger ledger = ledger()) {
            return ledger.epochs().current(group.name(), group.home()).since();
        }
    }

    void assertInSync(int objects) throws Exception {
        Ended verified = run("verify", "--tier", "checksums", "-o", "json");
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.document().path("inSync").asInt())
                .as(verified.out())
                .isEqualTo(objects);
        Ended plan = run("plan", "-o", "json");
        assertThat(plan.exit()).as(plan.out()).isZero();
    }
}
