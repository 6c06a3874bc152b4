package io.twinlake.orchestrator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * One slice of the whole matrix: {@code mvn verify -Pfaults -Dslice=i/n}. A cell whose row is kept already is not run again, so a slice
 * that was broken off goes on where it was. {@code faults.seed} draws another order and other chances, {@code faults.only} leaves out
 * cells whose names do not match.
 */
@Tag("faults")
class FaultMatrixTest {
    private final Slice slice = Slice.parse(System.getProperty("faults.slice", "1/1"));
    private final long seed = Long.getLong("faults.seed", 20261128L);
    private final Rows rows = new Rows(Path.of(System.getProperty("faults.rows", "target/faults")));
    private final String only = System.getProperty("faults.only", "");
    private final List<String> families = Arrays.stream(
                    System.getProperty("faults.families", "").split(","))
            .filter(name -> !name.isBlank())
            .toList();
    private final Matrix matrix = Matrix.whole();

    @TestFactory
    Stream<DynamicTest> everyCellOfTheSlice() throws Exception {
        System.out.println("fault matrix: slice " + slice.number() + "/" + slice.of() + ", seed " + seed);
        Map<String, Row> done = rows.all();
        List<DynamicTest> tests = new ArrayList<>();
        for (Family family : matrix.families()) {
            if (!families.isEmpty() && !families.contains(family.name())) {
                continue;
            }
            List<Cell> cells = family.cells();
            rows.cells(family.name(), cells);
            List<Cell> mine = new ArrayList<>(cells.stream()
                    .filter(slice::has)
                    .filter(cell -> cell.id().matches("(?s).*" + only + ".*"))
                    .filter(cell -> !done.containsKey(cell.id()))
                    .toList());
            Collections.shuffle(mine, new Random(seed));
            mine.forEach(cell -> tests.add(DynamicTest.dynamicTest(cell.id(), () -> run(family, cell))));
        }
        return tests.stream();
    }

    private void run(Family family, Cell cell) throws Exception {
        Row row = matrix.run(family, cell, seed);
        assumeFalse(isEnding(), "what was cut short with the process says nothing of the cell");
        rows.add(slice, row);
        System.out.println("fault matrix: " + row.verdict() + " " + row.millis() + " ms " + row.id());
        assertThat(row.findings()).as(row.id()).isEmpty();
    }

    /** Whether this process was told to end. */
    private static boolean isEnding() {
        Thread nothing = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(nothing);
            Runtime.getRuntime().removeShutdownHook(nothing);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }
}
