package io.twinlake.orchestrator.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.reference.JsonSchema;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Counted;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.command.shared.CommandGroup;
import io.twinlake.orchestrator.command.shared.Context;
import picocli.CommandLine.Command;

/** Tells the configuration's schema, and whether a file fits it. */
@Command(name = "config", description = "Tells the configuration's schema; validates a file.")
final class ConfigCommand extends CommandGroup {
    private final Context context;

    ConfigCommand(Context context) {
        this.context = context;
    }

    @Command(name = "schema", description = "Prints the JSON Schema of twinlake.yml.")
    int schema() {
        context.invocation().caller().out().println(JsonSchema.text());
        return 0;
    }

    @Command(name = "validate", description = "Reads the file and names every problem in it; contacts nothing.")
    int validate() {
        context.invocation().answer(new Valid(context.invocation().config()));
        return 0;
    }

    /** Says that the file is valid, and what it holds. */
    private record Valid(TwinlakeConfig config) implements Answer {
        @Override
        public ObjectNode document() {
            ObjectNode document =
                    Json.document().put("config", config.file().toString()).put("valid", true);
            config.regions().keySet().stream()
                    .map(Object::toString)
                    .sorted()
                    .forEach(document.putArray("regions")::add);
            config.groups().keySet().stream().map(Object::toString).sorted().forEach(document.putArray("groups")::add);
            return document;
        }

        @Override
        public void print(Page page) {
            page.line(config.file() + " is valid: " + config.regions().size() + " regions, "
                    + Counted.of(config.groups().size(), "failover group") + ".");
        }
    }
}
