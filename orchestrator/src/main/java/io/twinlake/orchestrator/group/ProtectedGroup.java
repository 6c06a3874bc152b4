package io.twinlake.orchestrator.group;

import io.twinlake.catalogsync.GroupSync;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.Time;
import io.twinlake.failover.Switches;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.readiness.Readiness;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.Standing;
import io.twinlake.orchestrator.batch.BatchRuntime;
import io.twinlake.orchestrator.lease.Actor;
import io.twinlake.orchestrator.lease.Authority;
import io.twinlake.orchestrator.lease.TakeLease;
import io.twinlake.orchestrator.move.StepActions;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One group of an installation, at work on a ledger. It hands out what works on the group and does nothing by itself; what it hands out
 * contacts nothing before it is used.
 */
public final class ProtectedGroup {
    private final FailoverGroup config;
    private final Shared shared;
    private final Ledger ledger;
    private @Nullable Switches switches;

    /** For whoever only asks: what it hands out cannot write the ledger. */
    public ProtectedGroup(FailoverGroup config, Shared shared) {
        this(config, shared, shared.authority().ledger());
    }

    private ProtectedGroup(FailoverGroup config, Shared shared, Ledger ledger) {
        this.config = config;
        this.shared = shared;
        this.ledger = ledger;
    }

    /** The same for a run. @param held the ledger as the run may write it */
    public ProtectedGroup writing(Ledger held) {
        return new ProtectedGroup(config, shared, held);
    }

    /** The same by the ledger alone: for a person who has decided to go on although the witness cannot be asked. */
    public ProtectedGroup withoutWitness() {
        return new ProtectedGroup(config, shared.withoutWitness());
    }

    /** The same, whose syncs may remove another number of replicas. */
    public ProtectedGroup pruningAtMost(int removals) {
        return new ProtectedGroup(config.pruningAtMost(removals), shared, ledger);
    }

    public FailoverGroup config() {
        return config;
    }

    public GroupName name() {
        return config.name();
    }

    /** The installation's configuration. */
    public TwinlakeConfig installation() {
        return shared.config();
    }

    /** Takes leases in the ledger for this process. */
    public TakeLease leases() {
        return new TakeLease(
                ledger.leases(), Actor.ofThisProcess(), shared.config().lease(), time());
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Who serves, read anew at each call; a run takes one and keeps to it. */
    public Standing standing() {
        return Standing.of(config, ledger.epochs());
    }

    public Authority authority() {
        return shared.authority();
    }

    public Optional<Witness> witness() {
        return shared.witness();
    }

    public BatchRuntime batch() {
        return shared.batch();
    }

    public Clock clock() {
        return time().clock();
    }

    public Time time() {
        return shared.time();
    }

    public Workspace workspace(RegionName region) {
        return shared.regions().workspace(region);
    }

    /** A region's workspace under limits of its own, which begin now. */
    public Workspace workspace(RegionName region, CallLimits limits) {
        return shared.regions().within(region, limits);
    }

    public GroupSync sync(Standing standing) {
        return shared.means().sync(this, standing);
    }

    public Fence fence() {
        return shared.means().fence(this);
    }

    /** The group's switches, which stay signed in from one step to the next. */
    public synchronized Switches switches() {
        if (switches == null) {
            switches = switches(CallLimits.standard());
        }
        return switches;
    }

    /** The same switches under limits of their own. */
    public Switches switches(CallLimits limits) {
        return shared.means().switches(this, limits);
    }

    public LookupEndpoint lookups() {
        return shared.means().lookups(this);
    }

    public Readiness readiness() {
        return shared.means().readiness(this);
    }

    public StepActions steps() {
        return shared.means().steps(this);
    }
}
