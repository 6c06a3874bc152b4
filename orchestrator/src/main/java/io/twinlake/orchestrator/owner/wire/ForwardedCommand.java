package io.twinlake.orchestrator.owner.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.name.GroupName;
import io.twinlake.orchestrator.cli.Caller;
import io.twinlake.orchestrator.cli.Invocation;
import io.twinlake.orchestrator.cli.Json;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command that another process asks the ledger's owner to run. Of the caller's environment those variables go along that the
 * configuration refers to, and those that the command line itself reads.
 *
 * @param moves the group that it moves under whatever epoch the owner names
 */
public record ForwardedCommand(
        List<String> words,
        Path directory,
        Map<String, String> environment,
        boolean terminal,
        Optional<GroupName> moves) {
    /** The command as it was typed here. */
    public static ForwardedCommand of(Invocation invocation) {
        Caller caller = invocation.caller();
        return new ForwardedCommand(
                invocation.words(), caller.directory(), invocation.variables(), caller.terminal(), invocation.moved());
    }

    /** The caller that the command has at the owner. */
    public Caller caller(PrintStream out, PrintStream err) {
        return new Caller(out, err, directory, environment, terminal);
    }

    /** The same command with more words. */
    public ForwardedCommand with(List<String> more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return new ForwardedCommand(all, directory, environment, terminal, moves);
    }

    /** As a line of the conversation. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.set("words", Json.words(words));
        json.put("directory", directory.toString()).put("terminal", terminal);
        moves.ifPresent(group -> json.put("moves", group.value()));
        ObjectNode variables = json.putObject("environment");
        environment.forEach(variables::put);
        return json;
    }

    /** Reads what {@link #toJson} wrote. */
    public static ForwardedCommand fromJson(JsonNode json) {
        Map<String, String> environment = new LinkedHashMap<>();
        json.path("environment")
                .properties()
                .forEach(e -> environment.put(e.getKey(), e.getValue().asText()));
        return new ForwardedCommand(
                Json.words(json.path("words")),
                Path.of(json.path("directory").asText()),
                environment,
                json.path("terminal").asBoolean(),
                Optional.ofNullable(json.get("moves")).map(JsonNode::asText).map(GroupName::new));
    }
}
