package io.twinlake.orchestrator.faults;

import io.twinlake.orchestrator.faults.oracle.Check;
import io.twinlake.orchestrator.faults.oracle.Evidence;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Every cell that there is, and what running one comes to. */
final class Matrix {
    private static final int MOST_FINDINGS = 6;
    private static final int LONGEST_FINDING = 600;

    private final List<Family> families;
    private final String commit = commit();

    Matrix(List<Family> families) {
        this.families = List.copyOf(families);
    }

    static Matrix whole() {
        return new Matrix(List.of(
                new StruckMoves(),
                new KilledWriters(),
                new AbsentParties(),
                new CutWitnesses(),
                new CutCopies(),
                new StruckLedgers(),
                new LostLedgers(),
                new StoppedHolders(),
                new StruckDrills(),
                new Races(),
                new StruckSyncs()));
    }

    List<Family> families() {
        return families;
    }

    /** Runs a cell, whatever it throws, and says what the oracle found. The seed of all chance in it is made of the run's and its name. */
    Row run(Family family, Cell cell, long seed) {
        long of = seed * 31 + cell.id().hashCode();
        long begun = System.nanoTime();
        Map<String, Integer> checks = new LinkedHashMap<>();
        List<String> findings = new ArrayList<>();
        String verdict;
        try {
            Evidence evidence = family.strike(cell, folder(), new Random(of));
            Map<Check, List<String>> all = Check.all(evidence);
            all.forEach((check, found) -> {
                checks.put(check.word(), found.size());
                found.stream()
                        .limit(MOST_FINDINGS)
                        .forEach(finding ->
                                findings.add(check.invariant() + " " + check.sentence() + ": " + shortened(finding)));
            });
            if (all.isEmpty()) {
                throw new IllegalStateException("the oracle was shown nothing that it could judge");
            }
            verdict = findings.isEmpty() ? Row.GREEN : Row.RED;
        } catch (Exception | AssertionError e) {
            verdict = Row.BROKEN;
            findings.add(shortened(trace(e)));
        }
        return new Row(
                family.name(),
                cell.operation().toString(),
                cell.fault(),
                cell.place(),
                verdict,
                seed,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun),
                Instant.now().toString(),
                commit,
                checks,
                findings);
    }

    private static Path folder() throws IOException {
        Path cells = Files.createDirectories(Path.of("target", "cells")).toAbsolutePath();
        return Files.createTempDirectory(cells, "cell");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_FINDING ? text : text.substring(0, LONGEST_FINDING) + "...";
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** Of the code; the rows that a run adds do not count as a change of it. */
    private static String commit() {
        try {
            String changed =
                    git("status", "--porcelain", "--untracked-files=no", "--", ":/", ":(top,exclude)docs/faults");
            return git("rev-parse", "--short", "HEAD") + (changed.isEmpty() ? "" : "-dirty");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String git(String... words) throws IOException {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(words));
        Process git = new ProcessBuilder(line).start();
        return new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
