package io.twinlake.orchestrator.serve;

import static io.twinlake.orchestrator.twin.TwinGroup.GOLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.time.Time;
import io.twinlake.failover.epoch.EpochKeeper;
import io.twinlake.failover.epoch.Witness;
import io.twinlake.ledger.epoch.EpochState;
import io.twinlake.ledger.id.Direction;
import io.twinlake.ledger.id.Epoch;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.tenure.Tenure;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.installation.Installation;
import io.twinlake.orchestrator.lease.Authority;
import io.twinlake.orchestrator.schedule.Schedules;
import io.twinlake.orchestrator.twin.LoneGroup;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What is told over HTTP of a group whose move was broken off, while a witness has taken a question and does not answer it. */
@Timeout(300)
class SilentWitnessTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);
    private final Installation installation = mock();
    private JdbcLedger ledger;
    private FutureTask<EpochState> held;

    @BeforeEach
    void holdTheWitnessesAnswer(@TempDir Path folder) throws InterruptedException {
        ledger = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null), Clock.systemUTC());
        ledger.epochs().current(GOLD.name(), GOLD.home());
        ledger.under(Tenure.of(GOLD.name(), Epoch.FIRST))
                .runs()
                .start(GOLD.name(), RunKind.FAILOVER, new Direction(GOLD.home(), GOLD.secondary()), Epoch.FIRST);
        Witness witness = mock();
        when(witness.read(GOLD.name())).thenAnswer(call -> {
            asked.countDown();
            answers.await();
            return Optional.empty();
        });
        Authority authority = Authority.of(ledger, new EpochKeeper(ledger, witness, Time.SYSTEM));
        ProtectedGroup group = LoneGroup.on(authority, GOLD, mock(), region -> mock());
        when(installation.groups()).thenReturn(List.of(group));
        when(installation.group(GOLD)).thenReturn(group);
        when(installation.config()).thenReturn(group.installation());
        when(installation.ledger()).thenReturn(authority.ledger());
        held = new FutureTask<>(() -> authority.ledger().epochs().current(GOLD.name(), GOLD.home()));
        new Thread(held).start();
        asked.await();
    }

    @AfterEach
    void letTheWitnessAnswer() throws Exception {
        answers.countDown();
        held.get();
        ledger.close();
    }

    @Test
    void metricsTellTheLedgersCopy() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new GroupMetrics(installation).bindTo(registry);

        for (Meter meter : registry.getMeters()) {
            assertThat(((Gauge) meter).value()).isNotNull();
        }
        assertThat(registry.get("twinlake_epoch").gauge().value()).isEqualTo(1);
        assertThat(registry.get("twinlake_primary_unproven").gauge().value()).isZero();
        assertThat(held).isNotDone();
    }

    @Test
    void theProcessIsWell() {
        Schedules schedules = mock();
        when(schedules.isFiring()).thenReturn(true);

        assertThat(new ServingHealth(installation, schedules).health().getStatus())
                .isEqualTo(Status.UP);
        assertThat(held).isNotDone();
    }

    @Test
    void theProcessIsNotWellWhileItTakesNoCommands() {
        Schedules schedules = mock();
        when(schedules.isFiring()).thenReturn(true);
        when(installation.trouble()).thenReturn(Optional.of("no command can be taken: Too many open files"));

        Health health = new ServingHealth(installation, schedules).health();

        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails()).containsEntry("commands", "no command can be taken: Too many open files");
    }
}
