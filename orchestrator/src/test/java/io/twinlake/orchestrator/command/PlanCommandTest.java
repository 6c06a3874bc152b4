package io.twinlake.orchestrator.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinlake.catalogsync.change.Change;
import io.twinlake.catalogsync.change.ChangeType;
import io.twinlake.catalogsync.change.Plan;
import io.twinlake.catalogsync.outcome.Remarks;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.orchestrator.cli.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanCommandTest {
    @Test
    void endsWithTwoWhereTheSidesDifferAndWithEightWhereSomethingCouldNotBeRead() {
        assertThat(PlanCommand.exit(plan(ChangeType.KEEP, 0))).isEqualTo(ExitCode.DONE);
        assertThat(PlanCommand.exit(plan(ChangeType.REPLACE, 0))).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(PlanCommand.exit(plan(ChangeType.BLOCKED, 0))).isEqualTo(ExitCode.DIFFERENCES);
        assertThat(PlanCommand.exit(plan(ChangeType.BLOCKED, 1))).isEqualTo(ExitCode.PARTLY_DONE);
    }

    private static Plan plan(ChangeType type, int unread) {
        Change change = new Change(SecurableKind.SCHEMA, ObjectName.of("gold", "s"), type, 1, "a reason", List.of());
        return Plan.of(
                new GroupName("gold"),
                new Direction(new RegionName("west"), new RegionName("north")),
                Epoch.FIRST,
                List.of(change),
                unread,
                Remarks.NONE);
    }
}
