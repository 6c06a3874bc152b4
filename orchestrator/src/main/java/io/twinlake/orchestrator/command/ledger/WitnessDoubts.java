package io.twinlake.orchestrator.command.ledger;

import io.twinlake.clients.ClientException;
import io.twinlake.config.name.GroupName;
import io.twinlake.failover.epoch.EpochUnproven;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.failover.epoch.WitnessState;
import io.twinlake.ledger.export.signed.ExportHeader;
import io.twinlake.orchestrator.export.NewestCopy;
import io.twinlake.orchestrator.installation.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the witness knows of who serves that a copy of the ledger does not. */
final class WitnessDoubts {
    private final Optional<Witness> witness;
    private final Iterable<GroupName> groups;

    WitnessDoubts(Installation installation) {
        this.witness = installation.witness();
        this.groups = installation.config().groups().keySet();
    }

    List<String> of(NewestCopy copy) {
        ExportHeader last = copy.chain().last().header();
        List<String> doubts = new ArrayList<>();
        for (GroupName group : groups) {
            long exported = last.epochs().getOrDefault(group.value(), 0L);
            try {
                witness.flatMap(asked -> asked.read(group))
                        .filter(state -> state.epoch().epoch().number() > exported)
                        .ifPresent(state -> doubts.add(later(group, exported, state)));
            } catch (ClientException | EpochUnproven e) {
                doubts.add("The witness of group " + group + " did not say who serves: " + e.getMessage());
            }
        }
        return doubts;
    }

    private static String later(GroupName group, long exported, WitnessState state) {
        return "Group " + group + " has moved since: the copy is of epoch " + exported + ", the witness of epoch "
                + state.epoch().epoch() + ", in which " + state.epoch().effectivePrimary()
                + " serves. Replication is held until the other side was searched.";
    }
}
