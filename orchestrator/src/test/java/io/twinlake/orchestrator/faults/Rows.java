package io.twinlake.orchestrator.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder with what became of each cell, and with the cells that there are: a run that was broken off goes on behind its last row, and
 * several slices may write into one folder, each into a file of its own.
 */
final class Rows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROWS = "rows-";
    private static final String CELLS = "cells-";

    private final Path folder;

    Rows(Path folder) {
        this.folder = folder;
    }

    /** All rows of all slices, by the cell's name: the last one of a cell that was run twice. */
    Map<String, Row> all() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Path file : files(ROWS)) {
            for (String line : Files.readAllLines(file)) {
                // A process that was killed while it wrote leaves half a line.
                if (line.endsWith("}")) {
                    Row row = JSON.readValue(line, Row.class);
                    rows.put(row.id(), row);
                }
            }
        }
        return rows;
    }

    void add(Slice slice, Row row) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(ROWS + slice.number() + "-of-" + slice.of() + ".jsonl");
        boolean whole = !Files.exists(file)
                || Files.size(file) == 0
                || Files.readString(file).endsWith("\n");
        Files.writeString(
                file,
                (whole ? "" : "\n") + JSON.writeValueAsString(row) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Notes which cells a family has, so that the table can tell what was not run. */
    void cells(String family, List<Cell> cells) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve(CELLS + family + ".txt"),
                cells.stream().map(Cell::id).toList());
    }

    /** The names of all cells, by their families. */
    Map<String, List<String>> cells() throws IOException {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        for (Path file : files(CELLS)) {
            String name = file.getFileName().toString();
            cells.put(name.substring(CELLS.length(), name.length() - ".txt".length()), Files.readAllLines(file));
        }
        return cells;
    }

    private List<Path> files(String beginning) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(
                    files.filter(file -> file.getFileName().toString().startsWith(beginning))
                            .sorted(Comparator.naturalOrder())
                            .toList());
        }
    }
}
