package io.twinlake.config.yaml.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration file cannot be used; it carries every problem found, in the file's order. */
public final class InvalidConfiguration extends RuntimeException {
    private final transient List<Problem> problems;

    public InvalidConfiguration(Path file, List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n", file + " is not valid:\n", "")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
