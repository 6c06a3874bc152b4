package io.twinlake.orchestrator.faults;

import io.twinlake.orchestrator.faults.oracle.Evidence;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Cells that are struck in the same way. What it keeps up between cells ends with the process. */
interface Family {
    String name();

    /** All its cells, in an order that is the same at every run. May run an operation undisturbed to find its steps. */
    List<Cell> cells() throws Exception;

    List<Merged> merged();

    /** Strikes, lets the product go on, and tells what was seen. What it needs in files goes into the empty folder. */
    Evidence strike(Cell cell, Path folder, Random random) throws Exception;
}
