package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionsCommandTest {
    @TempDir
    Path folder;

    private Components components;

    @BeforeEach
    void configured() {
        new TwinFolder(folder).configuration("");
        components = TwinComponents.on(folder);
    }

    @Test
    void tellsOneRegionAndOneDirectionWhereTheyAreNamed() throws Exception {
        CommandRun told = run("--region", "northeurope", "--direction", "drill", "-o", "json");

        JsonNode regions = Json.parse(told.out()).path("regions");
        assertThat(regions.findValuesAsText("region")).containsExactly("northeurope");
        assertThat(regions.findValuesAsText("direction")).containsExactly("drill");
        assertThat(told.exit()).as("no region of a twin answers").isEqualTo(6);
    }

    @Test
    void refusesRegionsAndDirectionsThatThereAreNot() {
        CommandRun region = run("--region", "elsewhere");
        CommandRun direction = run("--direction", "sideways");

        assertThat(region.exit()).isEqualTo(64);
        assertThat(region.err()).contains("no region 'elsewhere'", "westeurope and northeurope");
        assertThat(direction.exit()).isEqualTo(64);
        assertThat(direction.err()).contains("'sideways' is no direction", "there-and-back");
    }

    private CommandRun run(String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "permissions";
        System.arraycopy(options, 0, words, 1, options.length);
        return CommandRun.of(components, folder, words);
    }
}
