package io.twinlake.orchestrator.command.shared;

import io.twinlake.catalogsync.situation.Adoption;
import io.twinlake.config.name.ObjectName;
import io.twinlake.orchestrator.cli.CommandFailure;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The operator's word on objects at the replica that this ledger does not pair. */
public final class AdoptOption {
    @Option(
            names = "--adopt",
            paramLabel = "OBJECT",
            description = "Take this object at the replica, whoever made it, and write over it. May be repeated.")
    private List<String> objects = List.of();

    @Option(
            names = "--adopt-all",
            description =
                    "Take all objects at the replica that bear the marker of what they are named like, and write over them.")
    private boolean all;

    public Adoption choice() {
        return new Adoption(all, objects.stream().map(AdoptOption::name).collect(Collectors.toSet()));
    }

    public boolean given() {
        return all || !objects.isEmpty();
    }

    private static ObjectName name(String text) {
        try {
            return ObjectName.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "'" + text + "' is no object's name: " + e.getMessage() + ".",
                    "It is --adopt CATALOG.SCHEMA.NAME, as `twinlake plan` writes it.");
        }
    }
}
