package io.twinlake.orchestrator.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What is no cell of the fault matrix and too long for every day: part of its first slice, unless some of its cells are asked for. */
final class FirstSlice {
    private FirstSlice() {}

    /** Leaves a test out of the other slices. */
    static void assume() {
        assumeNoFamilies();
        assumeTrue(only().isEmpty(), "some cells of the matrix are asked for");
    }

    /** The same of tests that are chosen by their names, as cells are. */
    static void assumeNoFamilies() {
        assumeTrue(System.getProperty("faults.slice", "1/1").startsWith("1/"), "another slice has it");
        assumeTrue(System.getProperty("faults.families", "").isBlank(), "some families of the matrix are asked for");
    }

    /** Of which tests the names are to match it. */
    static String only() {
        return System.getProperty("faults.only", "");
    }
}
