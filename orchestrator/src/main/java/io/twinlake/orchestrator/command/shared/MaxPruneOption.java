package io.twinlake.orchestrator.command.shared;

import io.twinlake.ledger.Ledger;
import io.twinlake.orchestrator.cli.CommandFailure;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lease.Actor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The operator's word on how many replicas one run may remove. */
public final class MaxPruneOption {
    @Option(
            names = "--max-prune",
            paramLabel = "N",
            description = "Let this run remove at most N replicas whose source is gone, whatever sync.maxPrune says.")
    private @Nullable Integer removals;

    /** The group as the run is to have it. */
    public ProtectedGroup limiting(ProtectedGroup group) {
        if (removals != null && removals < 0) {
            throw CommandFailure.usage(
                    "--max-prune " + removals + " is no number of replicas.", "It is 0 or more: 0 removes none.");
        }
        return removals == null ? group : group.pruningAtMost(removals);
    }

    /** Puts an order of a person into the audit trail, where there is one. */
    public void audit(ProtectedGroup group, Ledger ledger) {
        if (removals != null) {
            ledger.audit()
                    .append(
                            Actor.ofThisProcess(),
                            "number of removals ordered",
                            Map.of("group", group.name().value(), "maxPrune", removals.toString()));
        }
    }
}
