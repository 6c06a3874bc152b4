package io.twinlake.orchestrator.installation;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.Region;
import io.twinlake.config.time.Time;
import io.twinlake.orchestrator.group.GroupMeans;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The parts that an installation is put together from.
 *
 * @param ledgers opens the ledger, or throws {@link io.twinlake.ledger.failure.LedgerInUse}
 * @param workspaces opens a region's workspace, without contacting it
 * @param witness how long a witness is waited for
 */
public record Components(
        Function<LedgerLocation, OpenedLedger> ledgers,
        BiFunction<Region, CallLimits, Workspace> workspaces,
        GroupMeans means,
        CallLimits witness,
        Time time) {}
