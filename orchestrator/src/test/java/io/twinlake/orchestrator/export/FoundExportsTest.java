package io.twinlake.orchestrator.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.storage.BlobStore;
import io.twinlake.clients.storage.BlobStores;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.WitnessLocation;
import io.twinlake.config.access.Secret;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.orchestrator.twin.TwinFolder;
import io.twinlake.orchestrator.twin.WitnessServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundExportsTest {
    @TempDir
    Path folder;

    @Test
    void lookingForCopiesMakesNothing() throws Exception {
        try (WitnessServer server = WitnessServer.start(folder.resolve("azurite"))) {
            new TwinFolder(folder).configured(server.configuration());
            TwinlakeConfig config = ConfigurationFile.read(folder.resolve("twinlake.yml"), Map.of());

            FoundExports found = FoundExports.ask(
                    Place.of(config), new Secret("the key of the copies, of 32 bytes"), CallLimits.standard());

            assertThat(found.answered()).as(found.problems().toString()).containsExactly("witness");
            assertThat(found.problems()).isEmpty();
            WitnessLocation witness = config.witness().orElseThrow();
            BlobStore container = BlobStores.open(
                    witness.storage(),
                    witness.credentials(),
                    config.azure().credentials(),
                    witness.container(),
                    CallLimits.standard());
            assertThatThrownBy(() -> container.list("").findFirst()).hasMessageContaining("ContainerNotFound");
        }
    }
}
