package io.twinlake.orchestrator.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SliceTest {
    private static final List<Cell> CELLS = IntStream.range(0, 600)
            .mapToObj(each -> new Cell(Operation.PLANNED, "killed", "place " + each))
            .toList();

    @Test
    void slicesHaveEachCellOnceAndAreAboutEqual() {
        Set<Cell> seen = new HashSet<>();
        for (int number = 1; number <= 6; number++) {
            Slice slice = new Slice(number, 6);
            List<Cell> mine = CELLS.stream().filter(slice::has).toList();
            assertThat(mine).hasSizeBetween(60, 140).noneMatch(seen::contains);
            seen.addAll(mine);
        }
        assertThat(seen).hasSameSizeAs(CELLS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/3", "4/3", "1", "a/b", "1/0"})
    void whatIsNoSliceIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Slice.parse(text)).withMessageContaining("i/n");
    }
}
