package io.twinlake.orchestrator.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the matrix came to, as the part of {@code docs/reliability.md} that no person writes: which cells there are, which were run, what
 * the oracle held against them, and what was not run yet.
 */
public final class ReliabilityTable {
    private static final String BEGIN = "<!-- the matrix: begin -->";
    private static final String END = "<!-- the matrix: end -->";
    private static final int LONGEST = 200;

    private final Rows rows;
    private final List<Merged> merged;

    ReliabilityTable(Rows rows, List<Merged> merged) {
        this.rows = rows;
        this.merged = merged;
    }

    /** Writes the table of a folder of rows into the page. */
    public static void main(String[] words) throws IOException {
        Path page = Path.of(words[1]);
        List<Merged> merged = Matrix.whole().families().stream()
                .flatMap(family -> family.merged().stream())
                .toList();
        String text = new ReliabilityTable(new Rows(Path.of(words[0])), merged).text();
        String before = Files.readString(page);
        int begin = before.indexOf(BEGIN) + BEGIN.length();
        Files.writeString(page, before.substring(0, begin) + "\n" + text + before.substring(before.indexOf(END)));
    }

    /** One kind of cell: an operation and a fault, at all its places. */
    private static final class Line {
        private int cells;
        private int green;
        private final List<Row> ran = new ArrayList<>();
        private final TreeSet<Integer> invariants = new TreeSet<>();
    }

    String text() throws IOException {
        Map<String, Row> done = rows.all();
        Map<String, Line> lines = new LinkedHashMap<>();
        rows.cells().values().stream().flatMap(List::stream).forEach(id -> {
            String[] parts = id.split(" \\| ", 3);
            Line line = lines.computeIfAbsent(parts[0] + " | " + parts[1], none -> new Line());
            line.cells++;
            Row row = done.get(id);
            if (row != null) {
                line.ran.add(row);
                line.green += row.verdict().equals(Row.GREEN) ? 1 : 0;
                line.invariants.addAll(invariants(row));
            }
        });
        int cells = lines.values().stream().mapToInt(line -> line.cells).sum();
        int ran = lines.values().stream().mapToInt(line -> line.ran.size()).sum();
        int green = lines.values().stream().mapToInt(line -> line.green).sum();
        StringBuilder text = new StringBuilder();
        text.append("Of ")
                .append(cells)
                .append(" cells ")
                .append(ran)
                .append(" were run, ")
                .append(green)
                .append(" of them green; ")
                .append(cells - ran)
                .append(" have not been run yet.");
        text.append(commits(lines)).append("\n\n");
        text.append("| operation | fault | places | run | green | not green | invariants checked |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        lines.forEach((name, line) -> text.append("| ")
                .append(name)
                .append(" | ")
                .append(line.cells)
                .append(" | ")
                .append(line.ran.size())
                .append(" | ")
                .append(line.green)
                .append(" | ")
                .append(line.ran.size() - line.green)
                .append(" | ")
                .append(line.invariants.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .append(" |\n"));
        text.append(notGreen(lines));
        text.append(mergedPairs());
        return text.toString();
    }

    private static TreeSet<Integer> invariants(Row row) {
        return row.checks().keySet().stream()
                .flatMap(word -> Stream.of(io.twinlake.orchestrator.faults.oracle.Check.values())
                        .filter(check -> check.word().equals(word)))
                .map(io.twinlake.orchestrator.faults.oracle.Check::invariant)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String commits(Map<String, Line> lines) {
        Map<String, Long> commits = lines.values().stream()
                .flatMap(line -> line.ran.stream())
                .collect(Collectors.groupingBy(Row::commit, TreeMap::new, Collectors.counting()));
        return commits.isEmpty() ? "" : " Code and cells: " + commits + ".";
    }

    private static String notGreen(Map<String, Line> lines) {
        List<Row> red = lines.values().stream()
                .flatMap(line -> line.ran.stream())
                .filter(row -> !row.verdict().equals(Row.GREEN))
                .toList();
        if (red.isEmpty()) {
            return "";
        }
        StringBuilder text =
                new StringBuilder("\nNot green (*broken*: the cell itself could not be run to its end):\n\n");
        for (Row row : red) {
            text.append("- ")
                    .append(row.operation())
                    .append(", ")
                    .append(row.fault())
                    .append(", ")
                    .append(row.place())
                    .append(": *")
                    .append(row.verdict())
                    .append("*, ")
                    .append(
                            row.findings().isEmpty()
                                    ? ""
                                    : shortened(row.findings().get(0)))
                    .append('\n');
        }
        return text.toString();
    }

    private static String shortened(String finding) {
        String line = finding.replaceAll("\\s+", " ").replace("|", "/");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private String mergedPairs() {
        if (merged.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(
                "\nMerged, because the pairs cannot differ:\n\n| pairs | stand for them | why |\n|---|---|---|\n");
        merged.forEach(each -> text.append("| ")
                .append(each.pairs().replace(" | ", ", "))
                .append(" | ")
                .append(each.into().replace(" | ", ", "))
                .append(" | ")
                .append(each.reason())
                .append(" |\n"));
        return text.toString();
    }
}
