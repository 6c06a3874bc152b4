package io.twinlake.orchestrator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.endtoend.Replication.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of every kind in one catalog: each has a state in every answer, what is never replicated too. */
class EveryKindEndToEndTest {
    private static final String UC = "/api/2.1/unity-catalog/";

    /** By the names that answers give them. */
    private static final Map<String, String> NEVER_REPLICATED = Map.of(
            "kinds.s.files", "volume",
            "kinds.s.churn", "model",
            "kinds.s.api_key", "secret",
            "kinds.s.chat", "model service",
            "kinds.s.openai", "model provider",
            "kinds.s.tools", "mcp service",
            "kinds.g.here", "policy",
            "kinds.g.`t.rows`", "policy");

    @TempDir
    Path folder;

    @Test
    void isNamedAndCounted() throws Exception {
        TwoRegions regions = TwoRegions.shared();
        Replication kinds = Replication.seeded(regions, folder, "kinds");
        Ended before = kinds.run("verify", "-o", "json");
        RegionSql west = regions.primary();
        fill(west);

        Ended plan = kinds.run("plan", "-o", "json");
        Ended sync = kinds.sync();
        Ended verified = kinds.run("verify", "--report", "parity.html", "-o", "json");

        assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();
        assertThat(verified.exit()).as(verified.out()).isZero();
        Map<String, JsonNode> planned = byObject(plan.document().path("changes"));
        Map<String, JsonNode> states = byObject(verified.document().path("objects"));
        NEVER_REPLICATED.forEach((object, kind) -> {
            assertThat(planned.get(object)).as(object + " in " + plan.out()).isNotNull();
            assertThat(planned.get(object).path("change").asText()).isEqualTo("unsupported");
            assertThat(states.get(object)).as(object + " in " + verified.out()).isNotNull();
            assertThat(states.get(object).path("kind").asText()).isEqualTo(kind);
            assertThat(states.get(object).path("state").asText()).isEqualTo("unsupported");
            assertThat(states.get(object).path("reason").asText()).contains("does not replicate");
        });
        // The policies' table is not protected, its schema and its function are in sync.
        assertThat(states.get("kinds.g.t").path("reason").asText()).contains("not protected");
        assertThat(verified.document().path("unsupported").asInt()).isEqualTo(NEVER_REPLICATED.size() + 1);
        assertThat(verified.document().path("inScope").asInt())
                .isEqualTo(before.document().path("inScope").asInt() + NEVER_REPLICATED.size() + 3);
        assertThat(verified.document().path("notListed").findValuesAsText("what"))
                .containsExactly("quality monitors", "connections of schemas");
        assertThat(Files.readString(folder.resolve("parity.html")))
                .contains("kinds.s.api_key", "kinds.g.here", "quality monitors")
                .doesNotContain("s3cr3t");
    }

    private static void fill(RegionSql west) {
        Map<String, String> in = Map.of("catalog_name", "kinds", "schema_name", "s");
        west.post(UC + "volumes", with(in, Map.of("name", "files", "volume_type", "MANAGED")));
        west.post(UC + "models", with(in, Map.of("name", "churn")));
        west.post(UC + "secrets", with(in, Map.of("name", "api_key", "value", "s3cr3t")));
        west.post(UC + "model-services?parent=schemas/kinds.s&model_service_id=chat", Map.of());
        west.post(UC + "model-provider-services?parent=schemas/kinds.s&model_provider_service_id=openai", Map.of());
        west.post(UC + "mcp-services?parent=schemas/kinds.s&mcp_service_id=tools", Map.of());
        west.run(
                "CREATE SCHEMA kinds.g",
                "CREATE TABLE kinds.g.t AS SELECT 1 AS id",
                "CREATE FUNCTION kinds.g.none() RETURNS BOOLEAN RETURN false",
                "CREATE POLICY here ON SCHEMA kinds.g ROW FILTER kinds.g.none TO `account users` FOR TABLES",
                "CREATE POLICY rows ON TABLE kinds.g.t ROW FILTER kinds.g.none TO `account users` FOR TABLES");
    }

    private static Map<String, String> with(Map<String, String> one, Map<String, String> other) {
        Map<String, String> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }

    private static Map<String, JsonNode> byObject(JsonNode array) {
        Map<String, JsonNode> byObject = new HashMap<>();
        array.forEach(node -> byObject.put(node.path("object").asText(), node));
        return byObject;
    }
}
