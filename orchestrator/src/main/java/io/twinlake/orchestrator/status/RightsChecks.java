package io.twinlake.orchestrator.status;

import io.twinlake.config.name.RegionName;
import io.twinlake.failover.readiness.Check;
import io.twinlake.failover.readiness.CheckName;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.permission.Finding;
import io.twinlake.orchestrator.permission.Purpose;
import io.twinlake.orchestrator.permission.ReadPermissions;
import io.twinlake.orchestrator.permission.RegionPermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether Twinlake holds what the next move of a group takes: before anybody serves from the secondary one way, from then on the way back too. */
public final class RightsChecks {
    private final ProtectedGroup group;

    public RightsChecks(ProtectedGroup group) {
        this.group = group;
    }

    /** One check for each region, the one that serves first. */
    public List<Check> of(RegionName serving) {
        boolean home = serving.equals(group.config().home());
        ReadPermissions permissions = new ReadPermissions(group);
        return Stream.of(serving, group.config().otherThan(serving))
                .map(region ->
                        check(permissions.in(region, List.of(home ? Purpose.ONE_WAY : Purpose.THERE_AND_BACK)), region))
                .toList();
    }

    private static Check check(RegionPermissions held, RegionName region) {
        List<Finding> missing = held.missing();
        if (missing.isEmpty()) {
            return Check.well(CheckName.RIGHTS, "Twinlake holds the rights that it needs in " + region + ".");
        }
        return missing.stream()
                .flatMap(finding -> finding.failure().stream())
                .findFirst()
                .map(failure -> Check.failing(
                        CheckName.RIGHTS,
                        "Whether Twinlake holds the rights that it needs in " + region + " was not told: " + failure,
                        "See whether the workspace of " + region + " is up, then run `twinlake permissions`."))
                .orElseGet(() -> Check.failing(
                        CheckName.RIGHTS,
                        "Twinlake lacks " + missing.size() + " of the rights that it needs in " + region + ".",
                        "Have this run there: "
                                + missing.stream()
                                        .map(finding -> finding.right().statement(held.principal()))
                                        .collect(Collectors.joining("; "))
                                + ". `twinlake permissions` says why."));
    }
}
