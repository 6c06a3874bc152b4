package io.twinlake.orchestrator.drill;

import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.config.ObjectName;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.orchestrator.status.GroupStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a drill of one group works with.
 *
 * @param source the workspace of the region that serves
 * @param replica the workspace of the region that does not
 * @param replicated the source's version of a table that the replica holds; empty where the ledger knows none
 * @param endpoint asks the regions' Functions
 * @param switches those that a move to that region would turn
 * @param status tells how the group stands now
 * @param compare compares both sides by their metadata
 */
public record DrillParts(
        Workspace source,
        Workspace replica,
        Function<ObjectName, Optional<Long>> replicated,
        LookupEndpoint endpoint,
        List<EndpointSwitch> switches,
        Supplier<GroupStatus> status,
        Supplier<ParityReport> compare) {
    public DrillParts {
        switches = List.copyOf(switches);
    }
}
