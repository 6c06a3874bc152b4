package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.config.group.ScopedCatalog;
import io.twinlake.config.name.ObjectName;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.util.List;

/** Removes what this drill made, and any that was killed before. */
final class CleanUp implements DrillAction {
    @Override
    public StepResult perform(DrillContext drill) {
        List<String> catalogs = drill.group().config().catalogs().stream()
                .map(ScopedCatalog::name)
                .toList();
        List<String> left = drill.schema().cleanUp(catalogs).stream()
                .map(ObjectName::toString)
                .toList();
        drill.findings().keepLeft(left);
        if (!left.isEmpty()) {
            throw StepFailed.broken(
                    "still there after it was dropped: " + String.join(", ", left) + ".", "Drop it by hand.");
        }
        return StepResult.done(
                "Nothing of any drill is left in " + drill.standing().standby() + ".");
    }
}
