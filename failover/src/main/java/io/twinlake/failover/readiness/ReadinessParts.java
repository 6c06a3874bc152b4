package io.twinlake.failover.readiness;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.Switches;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.failover.fence.Fence;
import io.twinlake.ledger.Ledger;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What the checks of one group ask.
 *
 * @param workspaces opens a region's workspace, without contacting it
 * @param witness empty where none is configured
 */
public record ReadinessParts(
        Ledger ledger,
        BiFunction<RegionName, CallLimits, Workspace> workspaces,
        Switches switches,
        Fence fence,
        Optional<Witness> witness) {}
