package io.twinlake.runbooks;

/**
 * One thing that is wrong with a runbook.
 *
 * @param source the file, or the built-in runbook's name
 * @param line from 1; 0 for the whole text
 */
public record RunbookProblem(String source, int line, String message) {
    /** The problem on one line, as compilers write it. */
    @Override
    public String toString() {
        return source + (line == 0 ? "" : ":" + line) + ": " + message;
    }
}
