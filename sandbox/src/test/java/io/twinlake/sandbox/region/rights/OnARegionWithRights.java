package io.twinlake.sandbox.region.rights;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests on one region, each with catalogs of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnARegionWithRights {
    RightsFixture at;

    @BeforeAll
    void start(@TempDir Path dir) {
        at = new RightsFixture(dir);
    }

    @AfterAll
    void stop() {
        at.close();
    }
}
