package io.twinlake.orchestrator.drill;

import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.azure.ResourceManagers;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.config.FailoverGroup;
import io.twinlake.config.ObjectName;
import io.twinlake.config.RegionName;
import io.twinlake.config.SecurableKind;
import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.orchestrator.drill.report.WriteDrillReport;
import io.twinlake.orchestrator.installation.Actor;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.verify.Verification;
import java.util.List;
import java.util.Optional;

/** Makes a drill of a group with the parts of an installation, and writes its report. */
public final class DrillGroup {
    private final Installation installation;

    public DrillGroup(Installation installation) {
        this.installation = installation;
    }

    /** @throws io.twinlake.orchestrator.lease.LeaseHeld when another drill of the group, or a move, is at work */
    public DrillReport drill(FailoverGroup group, DrillTerms terms) {
        RegionName serving = installation
                .ledger()
                .epochs()
                .current(group.name(), group.home())
                .effectivePrimary();
        RegionName secondary = group.otherThan(serving);
        DrillParts parts = new DrillParts(
                installation.workspace(serving),
                installation.workspace(secondary),
                table -> replicated(group, serving, table),
                new LookupEndpoint(ResourceManagers.tls(installation.config().azure())),
                switches(group, secondary),
                () -> installation.statuses().asked(group),
                () -> new Verification(installation)
                        .verify(group, Tier.METADATA)
                        .parity());
        Drill drill = new Drill(
                installation.ledger(),
                installation.clock(),
                installation.config().lease(),
                Actor.ofThisProcess());
        DrillReport report = drill.run(group, parts, terms);
        WriteDrillReport.write(report);
        return report;
    }

    /** Before the first sync after a promotion, the ledger tells of the other direction. */
    private Optional<Long> replicated(FailoverGroup group, RegionName serving, ObjectName table) {
        return installation
                .ledger()
                .states()
                .find(group.name(), SecurableKind.TABLE, table)
                .map(state -> state.in(serving).version());
    }

    /** Those that a move would turn; the Function that it would leave is not asked. */
    private List<EndpointSwitch> switches(FailoverGroup group, RegionName secondary) {
        return Switches.of(
                        installation.config(),
                        group,
                        installation.ledger().switches(),
                        CallLimits.standard(),
                        installation.clock())
                .turnedTo(secondary);
    }
}
