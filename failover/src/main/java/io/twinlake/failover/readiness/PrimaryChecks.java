package io.twinlake.failover.readiness;

import io.twinlake.ledger.Standing;
import java.util.List;

/** Whether the region that serves could be closed. */
final class PrimaryChecks {
    private final ReadinessParts parts;
    private final Standing standing;

    PrimaryChecks(ReadinessParts parts, Standing standing) {
        this.parts = parts;
        this.standing = standing;
    }

    List<Question> questions() {
        return List.of(new Question(
                CheckName.PRIMARY_JOBS,
                "See whether the workspace of " + standing.serving()
                        + " is up, and whether its credentials still hold.",
                this::jobs));
    }

    private Check jobs() {
        List<String> unseen = parts.fence().verifySeen(standing.serving());
        return unseen.isEmpty()
                ? Check.well(
                        CheckName.PRIMARY_JOBS,
                        standing.group().fence().jobs().size() + " jobs in " + standing.serving()
                                + " can be stopped by a move.")
                : Check.failing(
                        CheckName.PRIMARY_JOBS,
                        String.join(" ", unseen),
                        "Grant CAN MANAGE on these jobs, or name in `fence.jobs` the jobs that there are.");
    }
}
