package io.twinlake.sandbox.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.resourcemanager.resources.models.GenericResource;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Function apps and their settings, as Resource Manager gives them. */
final class FunctionAppsContractTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERSION = "2024-04-01";
    private static final String APP = EdgeFixture.GROUP + "/providers/Microsoft.Web/sites/lookup-west";

    @TempDir
    Path dir;

    private EdgeFixture edge;

    @BeforeEach
    void start() throws Exception {
        edge = new EdgeFixture(dir);
    }

    @AfterEach
    void stop() throws Exception {
        edge.close();
    }

    @Test
    void saysWhereAnAppRuns() {
        GenericResource app = edge.resources().getById(APP.substring(1), VERSION);

        assertThat(app.regionName()).isEqualTo("westeurope");
        assertThat(((Map<?, ?>) app.properties()).get("state")).isEqualTo("Running");
    }

    @Test
    void listsTheApps() throws Exception {
        JsonNode list = JSON.readTree(call("GET", EdgeFixture.GROUP + "/providers/Microsoft.Web/sites", "")
                .body());

        assertThat(list.path("value").findValuesAsText("name"))
                .containsExactlyInAnyOrder("lookup-west", "lookup-north");
    }

    @Test
    void listsAndReplacesAllSettingsAtOnce() throws Exception {
        assertThat(settings()).isEqualTo(JSON.readTree("{\"DBSQL_ENDPOINT\":\"http://west\"}"));

        HttpResponse<String> written =
                call("PUT", APP + "/config/appsettings", "{\"properties\":{\"A\":\"1\",\"B\":\"2\"}}");

        assertThat(written.statusCode()).isEqualTo(200);
        assertThat(settings()).isEqualTo(JSON.readTree("{\"A\":\"1\",\"B\":\"2\"}"));
    }

    @Test
    void remembersSettingsAfterARestart() throws Exception {
        call("PUT", APP + "/config/appsettings", "{\"properties\":{\"A\":\"1\"}}");
        edge.restart();

        assertThat(settings()).isEqualTo(JSON.readTree("{\"A\":\"1\"}"));
    }

    @Test
    void doesNotShowSettingsToAReader() throws Exception {
        HttpResponse<String> refused = edge.send(
                edge.arm() + APP + "/config/appsettings/list?api-version=" + VERSION,
                "POST",
                "",
                edge.withToken(EdgeFixture.AUDITOR));

        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void doesNotKnowOtherApps() throws Exception {
        assertThat(call("GET", APP + "x", "").statusCode()).isEqualTo(404);
        assertThat(call("POST", APP + "x/config/appsettings/list", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void givesSettingsToHostsThatShowTheKeyOnly() throws Exception {
        String url = "http://127.0.0.1:" + edge.edge().ports().platform() + "/platform/apps/lookup-west/settings";

        assertThat(edge.send(url, "GET", "").statusCode()).isEqualTo(401);
        assertThat(edge.send(url, "GET", "", "x-functions-key", "platform-key").body())
                .contains("http://west");
    }

    private JsonNode settings() throws Exception {
        return JSON.readTree(call("POST", APP + "/config/appsettings/list", "").body())
                .path("properties");
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return edge.call(method, path + "?api-version=" + VERSION, body);
    }
}
