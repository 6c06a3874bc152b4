package io.twinlake.orchestrator.status;

import io.twinlake.catalogsync.region.TwoMetastores;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.failover.readiness.Check;
import io.twinlake.failover.readiness.CheckName;
import io.twinlake.orchestrator.group.ProtectedGroup;
import java.time.Duration;

/** Whether the regions of a group are two metastores. */
public final class MetastoresCheck {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Workspace home;
    private final Workspace secondary;

    public MetastoresCheck(ProtectedGroup group) {
        this(
                group.workspace(group.config().home(), CallLimits.within(WITHIN)),
                group.workspace(group.config().secondary(), CallLimits.within(WITHIN)));
    }

    MetastoresCheck(Workspace home, Workspace secondary) {
        this.home = home;
        this.secondary = secondary;
    }

    public Check ask() {
        try {
            return TwoMetastores.areOne(home, secondary)
                    .map(sentence ->
                            Check.failing(CheckName.METASTORES, sentence, TwoMetastores.remedy(home, secondary)))
                    .orElseGet(() -> Check.well(
                            CheckName.METASTORES,
                            "Regions " + home.region() + " and " + secondary.region() + " are two metastores."));
        } catch (ClientException failure) {
            return Check.failing(
                    CheckName.METASTORES,
                    "Whether the regions are two metastores was not told: " + failure.getMessage(),
                    "See whether the workspaces of " + home.region() + " and " + secondary.region() + " are up.");
        }
    }
}
