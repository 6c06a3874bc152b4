package io.twinlake.orchestrator.command.shared;

import io.twinlake.failover.stranded.StrandedChoice;
import io.twinlake.orchestrator.cli.CommandFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The operator's decision on commits that a move left behind. */
public final class StrandedOption {
    @Option(
            names = "--stranded",
            paramLabel = "CHOICE",
            description =
                    "export or discard: what becomes of commits that a move left in the old primary, or that somebody made there since.")
    private @Nullable String stranded;

    /** Empty where nothing was decided. */
    public Optional<StrandedChoice> choice() {
        if (stranded == null) {
            return Optional.empty();
        }
        Optional<StrandedChoice> choice = StrandedChoice.of(stranded);
        if (choice.isEmpty()) {
            throw CommandFailure.usage(
                    "'" + stranded + "' is no choice for stranded commits.", "It is --stranded export or discard.");
        }
        return choice;
    }
}
