package io.twinlake.orchestrator.move;

import io.twinlake.failover.fence.Fence;
import io.twinlake.failover.readiness.Readiness;

/** What a group's moves do, what stands in their way, and what keeps a region from writing. */
public record GroupMoves(StepActions actions, Readiness readiness, Fence fence) {}
