package io.twinlake.config.yaml.problem;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration file cannot be used; it carries every problem found, in the file's order. */
public final class InvalidConfiguration extends TwinlakeException {
    private final transient List<Problem> problems;

    public InvalidConfiguration(Path file, List<Problem> problems) {
        super(
                OwnCategory.CONFIGURATION,
                problems.stream()
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n", file + " is not valid:\n", "")),
                null,
                null);
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
