package io.twinlake.orchestrator.owner;

import io.twinlake.orchestrator.cli.Surroundings;
import java.util.List;

/** Runs a command in given surroundings and returns its exit code. */
@FunctionalInterface
public interface CommandExecutor {
    int execute(List<String> words, Surroundings surroundings);
}
