package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.orchestrator.Main;
import io.twinlake.orchestrator.MoveWords;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import io.twinlake.orchestrator.twin.CommandProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The group whose API the sandbox's gateway serves: one catalog, one configuration and one ledger for all tests of moves. */
final class MovedGroup {
    static final String WEST = "westeurope";
    static final String NORTH = "northeurope";

    private static final int MOST_TRIES = 6;
    static final String CUSTOMER = "c-007d3d96546c-0";

    /** What a command answers while a move of another kind is not settled. */
    private static final Pattern BROKEN_OFF = Pattern.compile("--rollback (\\S+?)`");

    private static @Nullable MovedGroup shared;

    private final TwoRegions regions;
    private final Path folder;
    private final AzureSide azure;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofMinutes(1)).build();

    private MovedGroup(TwoRegions regions, Path folder) throws Exception {
        this.regions = regions;
        this.folder = folder;
        this.azure = new AzureSide(regions);
    }

    /** The group, synced and proven equal, and served by its home. */
    static synchronized MovedGroup shared() throws Exception {
        if (shared == null) {
            TwoRegions regions = TwoRegions.shared();
            MovedGroup group = new MovedGroup(
                    regions, Files.createDirectory(regions.folder().resolveSibling("moves")));
            group.seed();
            shared = group;
        }
        return shared;
    }

    private void seed() throws Exception {
        regions.configuration(folder, "gold");
        String lake = regions.lake();
        regions.primary().catalog("gold", lake + "/gold");
        regions.primary()
                .run(
                        "CREATE SCHEMA gold.api",
                        "CREATE TABLE gold.api.customer_summary AS SELECT '" + CUSTOMER + "' AS id, 0 AS visits",
                        "CREATE TABLE gold.api.orders AS SELECT 1 AS id, 'a' AS name",
                        "GRANT USE CATALOG ON CATALOG gold TO `api-readers`",
                        "GRANT USE SCHEMA ON SCHEMA gold.api TO `api-readers`",
                        "GRANT SELECT ON TABLE gold.api.customer_summary TO `api-readers`");
        succeed("sync");
        succeed("verify");
    }

    TwoRegions regions() {
        return regions;
    }

    /** Starts a command on the group and leaves it running. */
    CommandProcess start(String... words) {
        return CommandProcess.start(Main.class, folder, words);
    }

    Ended run(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("-o", "json"));
        try (CommandProcess command = start(line.toArray(String[]::new))) {
            return new Ended(command.exitCode(), command.out(), command.err());
        }
    }

    JsonNode succeed(String... words) throws Exception {
        Ended ended = run(words);
        assertThat(ended.exit())
                .as(String.join(" ", words) + ": " + ended.out() + ended.err())
                .isZero();
        return ended.document();
    }

    /** Types a move once more, which may have ended already although its last process was killed. */
    void arrive(String region, String... move) throws Exception {
        Ended ended = run(move);
        boolean over = ended.exit() == 6 && ended.out().contains("is served by " + region + " already");
        assertThat(ended.exit() == 0 || over)
                .as(String.join(" ", move) + ": " + ended.out() + ended.err())
                .isTrue();
    }

    /** Runs a command until it succeeds, as an operator would whose faults have passed meanwhile. */
    JsonNode succeedInTheEnd(String... words) throws Exception {
        Ended ended = run(words);
        for (int tries = 1; ended.exit() != 0 && tries < MOST_TRIES; tries++) {
            ended = run(words);
        }
        assertThat(ended.exit())
                .as(String.join(" ", words) + ": " + ended.out() + ended.err())
                .isZero();
        return ended.document();
    }

    /** Where the group stands, as {@code status} tells it. */
    JsonNode status() throws Exception {
        return succeed("status").path("groups").path(0);
    }

    long epoch() throws Exception {
        return status().path("epoch").asLong();
    }

    /** When the region that serves was promoted, as the ledger has it. */
    Instant promotedAt() {
        TwinlakeConfig config = ConfigurationFile.read(folder.resolve("twinlake.yml"), System.getenv());
        try (JdbcLedger ledger = JdbcLedger.open(config.ledger(), Clock.systemUTC())) {
            FailoverGroup group = config.groups().values().iterator().next();
            return ledger.epochs().current(group.name(), group.home()).since();
        }
    }

    /** Brings the group back to its home, if it is not there. */
    void bringHome() throws Exception {
        regions.fault("clear");
        Matcher unsettled = BROKEN_OFF.matcher(
                run(MoveWords.failback("--stranded", "discard")).out());
        if (unsettled.find()) {
            succeed("failover", "--rollback", unsettled.group(1));
        }
        arrive(WEST, MoveWords.failback("--stranded", "discard"));
    }

    /** What a caller of the API gets. */
    HttpResponse<String> ask() throws IOException, InterruptedException {
        JsonNode edge = regions.up().path("edge");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(edge.path("gateway").asText() + "/customers/" + CUSTOMER));
        edge.path("headers")
                .properties()
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asText()));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Everything that a move turns, as it is outside of Twinlake. */
    EndState state() throws Exception {
        HttpResponse<String> answer = ask();
        JsonNode status = status();
        return new EndState(
                answer.statusCode(),
                answer.headers().firstValue("x-served-by").orElse(""),
                status.path("effectivePrimary").asText(),
                azure.backend(),
                azure.lookup(WEST),
                azure.lookup(NORTH),
                jobs(regions.primary()),
                jobs(regions.secondary()));
    }

    /** The jobs, each as its name, its number of runs at once and its schedule's pause, in the order of their names. */
    private static List<String> jobs(RegionSql region) {
        List<String> jobs = new ArrayList<>();
        for (JsonNode job : region.get("/api/2.2/jobs/list").path("jobs")) {
            JsonNode settings = job.path("settings");
            jobs.add(settings.path("name").asText() + " "
                    + settings.path("max_concurrent_runs").asText() + " "
                    + settings.at("/schedule/pause_status").asText());
        }
        jobs.sort(Comparator.naturalOrder());
        return jobs;
    }

    /** The state after a move to that region, whatever happened on the way. */
    EndState servedBy(String region) {
        String lookup = azure.warehouseOf(region);
        List<String> working = List.of("refresh-customer-summary 1 UNPAUSED", "score-churn 3 UNPAUSED");
        List<String> standby = List.of("refresh-customer-summary 0 PAUSED", "score-churn 0 PAUSED");
        return new EndState(
                200,
                region,
                region,
                azure.functionOf(region),
                lookup,
                lookup,
                region.equals(WEST) ? working : standby,
                region.equals(WEST) ? standby : working);
    }

    /**
     * A state of everything that a move turns.
     *
     * @param backend where the gateway's backend points
     * @param lookupWest what the Function of that region reads from
     * @param jobsWest name, number of runs at once and pause of each job
     */
    record EndState(
            int answer,
            String servedBy,
            String effectivePrimary,
            String backend,
            String lookupWest,
            String lookupNorth,
            List<String> jobsWest,
            List<String> jobsNorth) {}
}
