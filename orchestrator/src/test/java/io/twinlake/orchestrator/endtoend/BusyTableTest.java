package io.twinlake.orchestrator.endtoend;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table with 5,000 commits, in regions whose answers are small. */
@Tag("own-regions")
class BusyTableTest {
    private static final int COMMITS = 5_000;

    private TwoRegions regions;

    @TempDir
    Path folder;

    @BeforeEach
    void up() throws Exception {
        regions = TwoRegions.shared();
    }

    @AfterEach
    void putBack() throws Exception {
        regions.set("--reset");
        regions.putJobsBack();
    }

    @Test
    void itsHistoryIsReadNoFurtherThanItMustAndByLinks() throws Exception {
        BusyTable table = new BusyTable(regions, folder, COMMITS);

        table.livesThroughAForcedMove();

        table.assertAskedAsFarAsNeeded();
    }
}
