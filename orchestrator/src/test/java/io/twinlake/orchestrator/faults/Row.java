package io.twinlake.orchestrator.faults;

import java.util.List;
import java.util.Map;

/**
 * What became of a cell.
 *
 * @param verdict {@code green}, {@code red}, or {@code broken} where the cell itself could not be run
 * @param checks what was held against the oracle, each with the number of its findings
 * @param findings what broke an invariant, a sentence each
 * @param commit the code that it ran on
 */
record Row(
        String family,
        String operation,
        String fault,
        String place,
        String verdict,
        long seed,
        long millis,
        String at,
        String commit,
        Map<String, Integer> checks,
        List<String> findings) {
    static final String GREEN = "green";
    static final String RED = "red";
    static final String BROKEN = "broken";

    String id() {
        return operation + " | " + fault + " | " + place;
    }
}
