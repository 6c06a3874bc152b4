package io.twinlake.runbooks;

import io.twinlake.config.failure.OwnCategory;
import io.twinlake.config.failure.TwinlakeException;
import java.util.List;
import java.util.stream.Collectors;

/** A runbook cannot be used; it carries every problem found, in the text's order. */
public final class InvalidRunbook extends TwinlakeException {
    private final transient List<RunbookProblem> problems;

    public InvalidRunbook(String source, List<RunbookProblem> problems) {
        super(
                OwnCategory.RUNBOOK,
                problems.stream()
                        .map(RunbookProblem::toString)
                        .collect(Collectors.joining("\n", source + " is not a valid runbook:\n", "")),
                null,
                null);
        this.problems = List.copyOf(problems);
    }

    public List<RunbookProblem> problems() {
        return problems;
    }
}
