package io.twinlake.orchestrator.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.orchestrator.cli.Caller;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.installation.Components;
import io.twinlake.orchestrator.installation.Ending;
import io.twinlake.orchestrator.installation.OpeningAccess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command that was run in this process, and what it printed. */
public record CommandRun(int exit, String out, String err) {
    public static CommandRun of(Components components, Path folder, String... words) {
        return of(components, folder, Map.of(), words);
    }

    static CommandRun of(Components components, Path folder, Map<String, String> environment, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Caller caller = new Caller(stream(out), stream(err), folder, environment, false);
        OpeningAccess ledgers = new OpeningAccess(components, new Ending(), owned -> (forwarded, other) -> 0);
        int exit = CommandTree.execute(List.of(words), caller, ledgers, verbosity -> {});
        return new CommandRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    /** What it printed to standard output, as its one document. */
    public JsonNode document() {
        try {
            return Json.parse(out);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a document: " + out, e);
        }
    }
}
