package io.twinlake.orchestrator.command.move;

import io.twinlake.orchestrator.answer.RunbookAnswer;
import io.twinlake.orchestrator.answer.RunbooksAnswer;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.command.shared.CommandGroup;
import io.twinlake.orchestrator.command.shared.Context;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.yaml.Procedures;
import io.twinlake.runbooks.yaml.RunbookReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Tells which runbooks there are and what they do; checks a file. */
@Command(name = "runbook", description = "Lists, shows and validates runbooks.")
public final class RunbookCommand extends CommandGroup {
    private final Context context;

    public RunbookCommand(Context context) {
        this.context = context;
    }

    @Command(name = "list", description = "Lists the built-in runbooks.")
    int list() {
        context.invocation().answer(new RunbooksAnswer(Procedures.all()));
        return 0;
    }

    @Command(name = "show", description = "Prints a runbook as a page to follow: what happens, and what to do by hand.")
    int show(@Parameters(paramLabel = "NAME|FILE", description = "A built-in runbook's name, or a file.") String name) {
        context.invocation().answer(new RunbookAnswer(named(name)));
        return 0;
    }

    @Command(
            name = "validate",
            description = "Checks a runbook's text and the order of its steps. Exit 64: it is not valid.")
    int validate(
            @Parameters(paramLabel = "NAME|FILE", description = "A file, or a built-in runbook's name.") String name) {
        context.invocation().answer(new RunbooksAnswer(java.util.List.of(named(name))));
        return 0;
    }

    private Runbook named(String name) {
        Path path = context.invocation().resolve(name);
        if (Files.isRegularFile(path)) {
            return file(path);
        }
        return Procedures.find(name)
                .orElseThrow(() -> CommandFailure.usage(
                        "There is neither a runbook nor a file '" + name + "'.",
                        "The built-in runbooks are "
                                + Procedures.all().stream().map(Runbook::name).collect(Collectors.joining(", "))
                                + "."));
    }

    /** A user's runbook. */
    static Runbook file(Path path) {
        try {
            return RunbookReader.read(path.toString(), Files.readString(path));
        } catch (IOException e) {
            throw CommandFailure.usage(
                    "The runbook " + path + " cannot be read: " + e.getMessage(), "Name a file that can.");
        }
    }
}
