package io.twinlake.orchestrator.owner;

import io.twinlake.orchestrator.cli.Caller;
import java.util.List;

/** Runs a command for a caller and returns its exit code. */
@FunctionalInterface
public interface CommandExecutor {
    int execute(List<String> words, Caller caller);
}
