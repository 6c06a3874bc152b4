package io.twinlake.orchestrator.serve;

import io.twinlake.ledger.failure.LedgerException;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.schedule.Schedules;
import io.twinlake.orchestrator.status.ReadStatus;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while the ledger answers, the schedules fire and other processes' commands are taken. A failing group is told by status and metrics: this process is well, whatever does not answer it. */
record ServingHealth(Installation installation, Schedules schedules) implements HealthIndicator {
    @Override
    public Health health() {
        try {
            installation.groups().forEach(group -> new ReadStatus(group).read());
        } catch (LedgerException e) {
            return Health.down(e).build();
        }
        Optional<String> trouble = installation.trouble();
        if (trouble.isPresent()) {
            return Health.down().withDetail("commands", trouble.get()).build();
        }
        return schedules.isFiring()
                ? Health.up().build()
                : Health.down().withDetail("schedules", "do not fire").build();
    }
}
