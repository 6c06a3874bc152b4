package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sandbox, started once for all end-to-end tests of this JVM and ended with it. */
public final class TwoRegions {
    private static final Path SANDBOX =
            Path.of("..", "sandbox").toAbsolutePath().normalize();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static @Nullable TwoRegions shared;

    private final Path folder;
    private final List<Map<String, Object>> jobsOfPrimary;
    private final List<Map<String, Object>> jobsOfSecondary;
    private JsonNode up;

    private TwoRegions(Path folder, JsonNode up) {
        this.folder = folder;
        this.up = up;
        this.jobsOfPrimary = jobs(primary());
        this.jobsOfSecondary = jobs(secondary());
    }

    public static synchronized TwoRegions shared() throws IOException {
        assumeTrue(
                Files.exists(SANDBOX.resolve("target/classpath.txt")), "the sandbox is not built: build from the root");
        if (shared == null) {
            shared = start();
        }
        return shared;
    }

    private static TwoRegions start() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "end-to-end")).toAbsolutePath();
        Path sandbox = Files.createTempDirectory(folder, "sandbox-").resolve("regions");
        TwoRegions regions = new TwoRegions(sandbox, up(sandbox));
        Runtime.getRuntime().addShutdownHook(new Thread(regions::end, "sandbox-down"));
        return regions;
    }

    /** Starts what does not run, on the ports that it had. */
    private static JsonNode up(Path folder) throws IOException {
        Process process = sandbox(folder, "up", "--empty", "--detach");
        try (InputStream out = process.getInputStream()) {
            return MAPPER.readTree(out);
        }
    }

    private static Process sandbox(Path folder, String command, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.httpclient.allowRestrictedHeaders=content-length",
                "-Dtwinlake.home=" + SANDBOX.getParent(),
                "-cp",
                SANDBOX.resolve("target/classes") + ":"
                        + Files.readString(SANDBOX.resolve("target/classpath.txt"))
                                .strip(),
                "io.twinlake.sandbox.command.Sandbox",
                "sandbox",
                command,
                "--dir",
                folder.toString()));
        line.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder.getParent(), command, ".log");
        return new ProcessBuilder(line).redirectError(log.toFile()).start();
    }

    public RegionSql primary() {
        return new RegionSql(up.path("regions").path(0));
    }

    public RegionSql secondary() {
        return new RegionSql(up.path("regions").path(1));
    }

    /** Jobs are a region's, not a catalog's: whoever moved a group sets them as they were when the regions came up. */
    void putJobsBack() {
        jobsOfPrimary.forEach(job -> primary().post("/api/2.2/jobs/reset", job));
        jobsOfSecondary.forEach(job -> secondary().post("/api/2.2/jobs/reset", job));
        assertThat(jobs(primary())).isEqualTo(jobsOfPrimary);
        assertThat(jobs(secondary())).isEqualTo(jobsOfSecondary);
    }

    private static List<Map<String, Object>> jobs(RegionSql region) {
        List<Map<String, Object>> all = new ArrayList<>();
        region.get("/api/2.2/jobs/list?expand_tasks=true")
                .path("jobs")
                .forEach(job ->
                        all.add(Map.of("job_id", job.path("job_id").asLong(), "new_settings", job.path("settings"))));
        return all;
    }

    /** Where the product keeps a catalog's files in the primary. */
    public String lake() {
        return "abfss://lake@westeuropelake.dfs.core.windows.net";
    }

    /** A configuration of one group with one catalog of the same name, in a folder of its own. Only {@code gold} has an API. */
    public Path configuration(Path folder, String catalog) {
        try {
            String text = Files.readString(Path.of(up.path("config").asText()))
                    .replaceFirst("(?m)^  gold:", "  " + catalog + ":")
                    .replaceFirst("catalogs: \\[gold\\]", "catalogs: [" + catalog + "]")
                    .replaceFirst("port: \\d+", "port: 0")
                    .replaceFirst("trustStore: \\./", "trustStore: " + this.folder + "/");
            return Files.writeString(
                    folder.resolve("twinlake.yml"),
                    catalog.equals("gold") ? text : text.replaceFirst("(?m)^    apiTables: .*\\R", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@code sandbox up} printed. */
    public JsonNode up() {
        return up;
    }

    public Path folder() {
        return folder;
    }

    /** Puts a file into a region's workspace, where its jobs find it. */
    void workspaceFile(String region, String name, String text) throws IOException {
        Path files = Files.createDirectories(
                folder.resolve("regions").resolve(region).resolve("workspace"));
        Files.writeString(files.resolve(name), text);
    }

    public void fault(String... arguments) throws Exception {
        order("fault", arguments);
    }

    /** Lets both regions limit, keep or delay things otherwise than the platform, or as the platform again. */
    void set(String... arguments) throws Exception {
        order("set", arguments);
    }

    /** Adds commits without rows to a table of the primary. */
    void commits(String table, int count) throws Exception {
        order("commits", "--region", "primary", "--count", Integer.toString(count), table);
    }

    private void order(String command, String... arguments) throws Exception {
        Process order = sandbox(folder, command, arguments);
        assertThat(order.waitFor()).as(command + " " + List.of(arguments)).isZero();
    }

    /** kill -9 of a region's process. */
    public void kill(RegionSql region) {
        ProcessHandle.of(region.pid()).orElseThrow().destroyForcibly();
    }

    /** Brings a killed region back. */
    public void restart() throws IOException {
        up = up(folder);
    }

    /** Waits until that many calls are held by faults. */
    void awaitHeld(int calls, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("held", "--count", Integer.toString(calls), "--for", "300"));
        words.addAll(List.of(arguments));
        fault(words.toArray(String[]::new));
    }

    /** The log of all calls, to the end of its last whole line: whoever answers one writes at its end meanwhile. */
    public String calls() {
        try {
            byte[] all = Files.readAllBytes(folder.resolve("calls.jsonl"));
            int end = all.length;
            while (end > 0 && all[end - 1] != '\n') {
                end--;
            }
            return new String(all, 0, end, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many calls of the product could have changed a region's state so far. */
    long writes() {
        return calls().lines().filter(TwoRegions::isWrite).count();
    }

    /** How many of those calls were let through. */
    long writesDone() {
        return calls().lines()
                .filter(TwoRegions::isWrite)
                .filter(line -> line.contains("\"status\":2"))
                .count();
    }

    private static boolean isWrite(String line) {
        return line.contains("\"actor\":\"twinlake\"") && line.contains("\"write\":true");
    }

    private void end() {
        try {
            sandbox(folder, "down").waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
