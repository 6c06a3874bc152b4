package io.twinlake.failover.readiness;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.ledger.Standing;
import java.util.List;
import java.util.Set;

/** Whether the region that would serve answers, can work, and does not write before it should. */
final class SecondaryChecks {
    private static final Set<String> GONE = Set.of("DELETED", "DELETING");

    private final ReadinessParts parts;
    private final Standing standing;

    SecondaryChecks(ReadinessParts parts, Standing standing) {
        this.parts = parts;
        this.standing = standing;
    }

    List<Question> questions() {
        String region = standing.standby().value();
        return List.of(
                new Question(
                        CheckName.SECONDARY_WORKSPACE,
                        "See whether the workspace of " + region + " is up, and whether its credentials still hold.",
                        this::workspace),
                new Question(
                        CheckName.SECONDARY_WAREHOUSE,
                        "See whether the warehouse of " + region + " exists and may be used.",
                        this::warehouse),
                new Question(
                        CheckName.STANDBY_JOBS,
                        "Pause the jobs of group " + standing.group().name() + " in " + region
                                + " and set their max_concurrent_runs to 0.",
                        this::standbyJobs));
    }

    private Check workspace() {
        open().catalog().metastore();
        return Check.well(CheckName.SECONDARY_WORKSPACE, "The workspace of " + standing.standby() + " answers.");
    }

    private Check warehouse() {
        String state = open().warehouse().state();
        if (GONE.contains(state)) {
            return Check.failing(
                    CheckName.SECONDARY_WAREHOUSE,
                    "The warehouse of " + standing.standby() + " is deleted.",
                    "Create one and name its id in the configuration.");
        }
        String more = state.equals("RUNNING") ? "." : ": a move has to start it first.";
        return Check.well(
                CheckName.SECONDARY_WAREHOUSE, "The warehouse of " + standing.standby() + " is " + state + more);
    }

    private Check standbyJobs() {
        if (standing.group().fence().jobs().isEmpty()) {
            return Check.well(
                    CheckName.STANDBY_JOBS,
                    "The group names no jobs: a move stops nothing, and finds behind it what was written meanwhile.");
        }
        List<String> problems = parts.fence().verifyStandby(standing.standby());
        return problems.isEmpty()
                ? Check.well(CheckName.STANDBY_JOBS, "No job of the group can start in " + standing.standby() + ".")
                : Check.failing(
                        CheckName.STANDBY_JOBS,
                        String.join(" ", problems),
                        "Pause these jobs in " + standing.standby()
                                + ", set their max_concurrent_runs to 0 and end their runs.");
    }

    private Workspace open() {
        return parts.workspaces().apply(standing.standby(), CallLimits.standard());
    }
}
