package io.twinlake.orchestrator.twin;

import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.fence.FenceResult;
import io.twinlake.failover.fence.OpenResult;
import io.twinlake.ledger.id.RunId;
import io.twinlake.ledger.journal.FenceState;
import io.twinlake.ledger.journal.FenceStates;
import io.twinlake.runbooks.Verb;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Writers of a region that are a word in a {@link TwinFolder}: open or fenced. */
record FenceTwin(TwinFolder folder, GroupName group, FenceStates states, Clock clock) implements Fence {
    @Override
    public FenceResult fence(RegionName region, RunId run, Duration within, Runnable guard) {
        if (folder.failsAt(Verb.FENCE_PRIMARY.word())) {
            throw new IllegalStateException("The twin fails at " + Verb.FENCE_PRIMARY.word() + ".");
        }
        if (folder.isDown(region.value())) {
            if (!isFenced(region)) {
                record(region, FenceState.Status.UNFENCED, run);
            }
            return new FenceResult.Unfenced("region " + region + " does not answer");
        }
        guard.run();
        folder.setWorld("jobs-" + region, "fenced");
        record(region, FenceState.Status.FENCED, run);
        return new FenceResult.Fenced(List.of("load"), 0);
    }

    private boolean isFenced(RegionName region) {
        return states.find(group, region)
                .filter(state -> state.status() == FenceState.Status.FENCED)
                .isPresent();
    }

    @Override
    public OpenResult open(RegionName region, RunId run, Runnable guard) {
        folder.ask(region.value());
        guard.run();
        folder.setWorld("jobs-" + region, "open");
        record(region, FenceState.Status.OPEN, run);
        return new OpenResult(List.of("load"), List.of());
    }

    @Override
    public OpenResult unfence(RegionName region, RunId run, Runnable guard) {
        return open(region, run, guard);
    }

    @Override
    public List<String> verifyStandby(RegionName region) {
        return List.of();
    }

    @Override
    public List<String> verifySeen(RegionName region) {
        return List.of();
    }

    @Override
    public void remember(RegionName region) {}

    private void record(RegionName region, FenceState.Status status, RunId run) {
        states.put(new FenceState(group, region, status, clock.instant(), run, null));
    }
}
