package io.twinlake.orchestrator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
    @TempDir
    Path folder;

    @Test
    void aSliceThatWasBrokenOffInTheMiddleOfALineGoesOnBehindItsLastRow() throws Exception {
        Rows rows = new Rows(folder);
        rows.add(new Slice(1, 2), row("a", Row.GREEN));
        Files.writeString(folder.resolve("rows-1-of-2.jsonl"), "{\"family\":\"mo", StandardOpenOption.APPEND);
        rows.add(new Slice(1, 2), row("b", Row.RED));
        rows.add(new Slice(2, 2), row("c", Row.GREEN));

        assertThat(rows.all().values()).extracting(Row::place).containsExactly("a", "b", "c");
    }

    @Test
    void aCellThatWasRunAgainIsToldByItsLastRow() throws Exception {
        Rows rows = new Rows(folder);
        rows.add(new Slice(1, 1), row("a", Row.RED));
        rows.add(new Slice(1, 1), row("a", Row.GREEN));

        assertThat(rows.all().values()).extracting(Row::verdict).containsExactly(Row.GREEN);
    }

    @Test
    void theTableCountsWhatWasNotRunAmongAllCells() throws Exception {
        Rows rows = new Rows(folder);
        rows.cells(
                "moves",
                List.of(
                        new Cell(Operation.PLANNED, "killed", "a"),
                        new Cell(Operation.PLANNED, "killed", "b"),
                        new Cell(Operation.PLANNED, "killed", "c")));
        rows.add(new Slice(1, 1), row("a", Row.GREEN));
        rows.add(new Slice(1, 1), row("b", Row.RED));

        String table = new ReliabilityTable(rows, List.of()).text();

        assertThat(table).contains("| planned | killed | 3 | 2 | 1 | 1 |").contains("planned, killed, b");
    }

    private static Row row(String place, String verdict) {
        return new Row("moves", "planned", "killed", place, verdict, 1, 2, "now", "abc", Map.of(), List.of("3 x"));
    }
}
