package io.twinlake.orchestrator.command.move;

import io.twinlake.config.name.RegionName;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.cli.Invocation;
import java.io.Console;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Has the operator name the region that shall serve, so that none is moved by a slip; without a terminal it refuses and never waits. */
final class Confirmation {
    /** Reads what is typed; null where nobody can type. */
    static final Supplier<@Nullable String> CONSOLE = () -> {
        @Nullable Console console = System.console();
        return console == null ? null : console.readLine();
    };

    private final Invocation invocation;
    private final Supplier<@Nullable String> typed;

    Confirmation(Invocation invocation, Supplier<@Nullable String> typed) {
        this.invocation = invocation;
        this.typed = typed;
    }

    /**
     * Returns once the region was named.
     *
     * @return whether it was asked for, rather than given
     * @throws CommandFailure when another region, or none, was named
     */
    boolean of(RegionName region, String question, Optional<String> given) {
        if (given.isPresent()) {
            check(region, given.get());
            return false;
        }
        if (!invocation.caller().terminal()) {
            throw CommandFailure.precondition(
                    question + " This was not confirmed, and there is no terminal to ask on.",
                    "Add --confirm " + region + ".");
        }
        invocation.note(question);
        invocation.caller().err().print("Type the region's name to go on: ");
        invocation.caller().err().flush();
        @Nullable String answer = typed.get();
        check(region, answer == null ? "" : answer.strip());
        return true;
    }

    private static void check(RegionName region, String named) {
        if (!named.equals(region.value())) {
            throw CommandFailure.precondition(
                    "Confirmed was '" + named + "', but the region that would serve is " + region
                            + ". Nothing was changed.",
                    "Name the region that shall serve.");
        }
    }
}
