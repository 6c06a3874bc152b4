package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.config.name.ObjectName;
import io.twinlake.orchestrator.step.StepResult;
import java.util.List;
import java.util.stream.Collectors;

/** Makes a stand-in for each of the API's tables, which lookups may read. */
final class CloneApiTables implements DrillAction {
    @Override
    public StepResult perform(DrillContext drill) {
        List<ObjectName> tables = drill.group().config().apiTables();
        if (tables.isEmpty()) {
            return StepResult.skipped(DrillAction.NOTHING);
        }
        tables.forEach(table -> drill.findings().addStandIn(drill.schema().standIn(table)));
        return StepResult.done(
                drill.findings().standIns().stream().map(ObjectName::toString).collect(Collectors.joining(", "))
                        + " stand in for the API's tables.");
    }
}
