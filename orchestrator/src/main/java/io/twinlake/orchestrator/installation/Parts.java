package io.twinlake.orchestrator.installation;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.FailoverGroup;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.Region;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.orchestrator.move.GroupMoves;
import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The parts that an installation is put together from.
 *
 * @param ledgers opens the ledger, or throws {@link io.twinlake.ledger.LedgerInUse}
 * @param workspaces opens a region's workspace, without contacting it
 * @param syncs gives a group's sync between its two regions
 * @param moves gives what a group's moves do and what stands in their way
 * @param witness how long a witness is waited for
 */
public record Parts(
        Function<LedgerLocation, OpenedLedger> ledgers,
        BiFunction<Region, CallLimits, Workspace> workspaces,
        GroupSyncs syncs,
        MovesOfGroup moves,
        CallLimits witness,
        Clock clock) {
    /** Gives a group's sync in the direction of an epoch's effective primary, on the ledger as it may be written; contacts nothing by itself. */
    @FunctionalInterface
    public interface GroupSyncs {
        GroupSync of(FailoverGroup group, EpochState epoch, Regions regions, Ledger ledger, Clock clock);
    }

    /** Gives a group's moves on an installation, on the ledger as they may write it; contacts nothing by itself. */
    @FunctionalInterface
    public interface MovesOfGroup {
        GroupMoves of(FailoverGroup group, Installation installation, Ledger ledger);
    }
}
