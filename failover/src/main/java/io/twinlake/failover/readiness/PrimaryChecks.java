package io.twinlake.failover.readiness;

import java.util.List;

/** Whether the region that serves could be closed. */
final class PrimaryChecks {
    private final ReadinessParts parts;
    private final Move move;

    PrimaryChecks(ReadinessParts parts, Move move) {
        this.parts = parts;
        this.move = move;
    }

    List<Question> questions() {
        return List.of(new Question(
                CheckName.PRIMARY_JOBS,
                "See whether the workspace of " + move.from() + " is up, and whether its credentials still hold.",
                this::jobs));
    }

    private Check jobs() {
        List<String> unseen = parts.fences().apply(move.group()).verifySeen(move.from());
        return unseen.isEmpty()
                ? Check.well(
                        CheckName.PRIMARY_JOBS,
                        move.group().fence().jobs().size() + " jobs in " + move.from() + " can be stopped by a move.")
                : Check.wanting(
                        CheckName.PRIMARY_JOBS,
                        String.join(" ", unseen),
                        "Grant CAN MANAGE on these jobs, or name in `fence.jobs` the jobs that there are.");
    }
}
