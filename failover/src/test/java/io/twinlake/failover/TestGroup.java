package io.twinlake.failover;

import static io.twinlake.failover.TestLedger.NORTH;
import static io.twinlake.failover.TestLedger.WEST;

import io.twinlake.config.FailoverGroup;
import io.twinlake.config.FencePlan;
import io.twinlake.config.GroupName;
import io.twinlake.config.Mappings;
import io.twinlake.config.Objectives;
import io.twinlake.config.Schedule;
import io.twinlake.config.SyncLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A group whose home is west and whose secondary is north. */
public final class TestGroup {
    private TestGroup() {}

    public static FailoverGroup withJobs(String... jobs) {
        return new FailoverGroup(
                new GroupName("g"),
                WEST,
                NORTH,
                List.of(),
                List.of(),
                new Mappings(List.of(), List.of()),
                new Objectives(Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofMillis(500), 99.9),
                new Schedule.Manual(),
                new Schedule.Manual(),
                new SyncLimits(2, false, 10),
                Optional.empty(),
                new FencePlan(List.of(jobs)),
                List.of());
    }
}
