package io.twinlake.orchestrator.endtoend;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table with 100,000 commits: too long for the tests of every day, so it is part of the fault matrix's first slice. */
@Tag("faults")
class VeryBusyTableTest {
    private static final int COMMITS = 100_000;

    @TempDir
    Path folder;

    private @Nullable TwoRegions regions;

    @AfterEach
    void putBack() throws Exception {
        if (regions != null) {
            regions.set("--reset");
            regions.putJobsBack();
        }
    }

    @Test
    void livesThroughAForcedMoveToo() throws Exception {
        FirstSlice.assume();
        regions = TwoRegions.shared();
        BusyTable table = new BusyTable(regions, folder, COMMITS);

        table.livesThroughAForcedMove();

        table.assertAskedAsFarAsNeeded();
    }
}
