package io.twinlake.config.yaml.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. */
public final class Problems {
    private final Path file;
    private final List<Problem> found = new ArrayList<>();

    /** Of a file with which nothing is wrong yet. */
    public Problems(Path file) {
        this.file = file;
    }

    /** Notes what stands at a place, and what was expected there. */
    public void add(Place place, String what, String expected) {
        found.add(new Problem(file, place.line(), place.column(), place.key(), what, expected));
    }

    /** Whether something at or below a key is wrong. */
    public boolean under(String key) {
        return found.stream().anyMatch(problem -> problem.key().startsWith(key));
    }

    /**
     * Ends the reading if anything is wrong.
     *
     * @throws InvalidConfiguration with all problems in the file's order
     */
    public void refuseIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
            throw new InvalidConfiguration(file, found);
        }
    }
}
