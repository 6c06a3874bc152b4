package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @TempDir
    Path folder;

    private Components components;

    @BeforeEach
    void configure() {
        TwinFolder twin = new TwinFolder(folder).holding("0-a", "1-b");
        twin.configuration("");
        components = TwinComponents.on(folder);
        run("sync");
        twin.addRow(TwinFolder.HOME, "1-b", "more");
    }

    @Test
    void endsWithTwoWhereTheObjectDiffers() {
        assertThat(run("diff", "gold.s.0-a").exit()).isZero();

        CommandRun other = run("diff", "gold.s.1-b", "--tier", "counts", "-o", "json");
        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.document().path("state").asText()).isEqualTo("drifted");
        assertThat(other.document().path("tier").asText()).isEqualTo("counts");
        assertThat(other.document().path("differs").isArray()).isTrue();
    }

    @Test
    void refusesWhatTheGroupDoesNotHave() {
        for (String name : new String[] {"gold.s.nothing", "silver.s.0-a", "gold.s.0-a.more.parts", "gold..x"}) {
            assertThat(run("diff", name).exit()).as(name).isEqualTo(64);
        }
        CommandRun kind = run("diff", "gold.s.0-a", "--kind", "view");
        assertThat(kind.exit()).isEqualTo(64);
        assertThat(kind.err()).contains("Group gold has no view gold.s.0-a");
    }

    private CommandRun run(String... words) {
        return CommandRun.of(components, folder, words);
    }
}
