package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.twin.TwinComponents;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that was saved, and the sync that does exactly that. */
class SavedPlanCommandTest {
    @TempDir
    Path folder;

    private TwinFolder twin;
    private Components components;

    @BeforeEach
    void configure() {
        twin = new TwinFolder(folder).holding("0-a", "1-b");
        twin.configuration("");
        components = TwinComponents.on(folder);
    }

    @Test
    void isDoneByTheSyncThatIsGivenIt() {
        CommandRun planned = run("plan", "--out", "plans/tonight.json", "-o", "json");
        assertThat(planned.exit()).as(planned.err()).isEqualTo(2);
        assertThat(folder.resolve("plans/tonight.json"))
                .content()
                .contains(planned.document().path("hash").asText());

        CommandRun synced = run("sync", "--plan", "plans/tonight.json");

        assertThat(synced.exit()).as(synced.err()).isZero();
        assertThat(twin.replicaObjects()).containsExactly("0-a", "1-b");
    }

    @Test
    void isStaleOnceTheSourceHasMore() {
        run("plan", "--out", "p.json");
        twin.holding("0-c");

        CommandRun refused = run("sync", "--plan", "p.json");

        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.err())
                .contains("The saved plan is stale, and nothing was written.", "gold.s.0-c: was not in it, is create");
        assertThat(twin.replicaObjects()).isEmpty();
        assertThat(run("sync").exit()).isZero();
        assertThat(run("sync", "--plan", "p.json").exit())
                .as("it was done since")
                .isEqualTo(6);
    }

    @Test
    void isOfOneDirectionAndEpoch() {
        run("sync");
        run("plan", "--out", "p.json");
        run("failover", "--mode", "planned", "--to", "northeurope", "--confirm", "northeurope", "--reason", "x");

        CommandRun refused = run("sync", "--plan", "p.json", "-o", "json");

        assertThat(refused.exit()).isEqualTo(6);
        assertThat(refused.document().at("/error/category").asText()).isEqualTo("precondition");
        assertThat(refused.document().at("/error/message").asText())
                .contains("It goes from westeurope to northeurope, and now it is from northeurope to westeurope.");
    }

    @Test
    void saysItselfWhatIsAdopted() {
        run("plan", "--out", "p.json");

        assertThat(run("sync", "--plan", "p.json", "--adopt-all").exit()).isEqualTo(64);
        assertThat(run("sync", "--plan", "p.json", "--stranded", "discard").exit())
                .isEqualTo(64);
        assertThat(run("sync", "--plan", "twinlake.yml").exit()).isEqualTo(64);
        assertThat(twin.replicaObjects()).isEmpty();
    }

    private CommandRun run(String... words) {
        return CommandRun.of(components, folder, words);
    }
}
