package io.twinlake.orchestrator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A few cells of the matrix in every build, drawn by a seed that is printed: {@code -Dfaults.seed=N} draws others. It stays the same by
 * itself, so that a build is red for what was changed and not for what was drawn.
 */
class FaultSampleTest {
    private static final int MOVES = 6;
    private static final int LEDGERS = 8;
    private static final int DRILLS = 8;

    private final long seed = Long.getLong("faults.seed", 7L);

    @TestFactory
    Stream<DynamicTest> someStruckMovesEndAsTheyShould() throws Exception {
        return drawn(new StruckMoves(), MOVES);
    }

    @TestFactory
    Stream<DynamicTest> someDamagedLedgersAreToldOrRecovered() throws Exception {
        return drawn(new StruckLedgers(), LEDGERS);
    }

    @TestFactory
    Stream<DynamicTest> someStruckDrillsLeaveNothing() throws Exception {
        return drawn(new StruckDrills(), DRILLS);
    }

    private Stream<DynamicTest> drawn(Family family, int number) throws Exception {
        System.out.println("fault sample of " + family.name() + ": -Dfaults.seed=" + seed);
        Matrix matrix = new Matrix(List.of(family));
        List<Cell> cells = new ArrayList<>(family.cells());
        Collections.shuffle(cells, new Random(seed));
        return cells.stream()
                .limit(number)
                .map(cell -> DynamicTest.dynamicTest(cell.id(), () -> {
                    Row row = matrix.run(family, cell, seed);
                    assertThat(row.findings()).as(row.id()).isEmpty();
                }));
    }
}
