package io.twinlake.orchestrator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.twinlake.config.LedgerLocation;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.group.Schedule;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.ledger.readiness.ReadinessProof;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.orchestrator.twin.TwinFolder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules in a real ledger's database. */
class SchedulesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger drills = new AtomicInteger();
    private JdbcLedger ledger;

    @BeforeEach
    void open() {
        ledger = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null), Clock.systemUTC());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aContinuousScheduleRunsAgainAndAgain() {
        try (Schedules schedules = schedules()) {
            schedules.align(List.of(group("{continuous: {minimumInterval: 1s}}")));
            assertThat(runs).hasValue(0);
            schedules.start();

            await().atMost(PATIENCE).until(() -> runs.get() > 2);
        }
    }

    @Test
    void aPausedScheduleStaysPausedInTheNextProcess() {
        FailoverGroup group = group("{cron: \"0 0 3 * * ?\", zone: Europe/Berlin}");
        try (Schedules schedules = schedules()) {
            schedules.pause(group);
        }

        try (Schedules schedules = schedules()) {
            schedules.align(List.of(group));
            assertThat(entry(schedules, group).state()).isEqualTo(ScheduleState.PAUSED);
            assertThat(entry(schedules, group).next()).isEmpty();

            schedules.resume(group);
            assertThat(entry(schedules, group).state()).isEqualTo(ScheduleState.ACTIVE);
            assertThat(entry(schedules, group).next()).isPresent();
        }
    }

    @Test
    void aChangedScheduleTakesTheOldOnesPlaceAndStaysPaused() {
        try (Schedules schedules = schedules()) {
            schedules.pause(group("{cron: \"0 0 3 * * ?\"}"));
            FailoverGroup changed = group("{cron: \"0 30 4 * * ?\"}");

            schedules.align(List.of(changed));

            assertThat(entry(schedules, changed).state()).isEqualTo(ScheduleState.PAUSED);
            schedules.resume(changed);
            assertThat(entry(schedules, changed).next().orElseThrow().toString())
                    .contains("T04:30:00Z");
        }
    }

    @Test
    void aGroupThatIsGoneFromTheConfigurationFiresNoMore() {
        FailoverGroup group = group("{cron: \"0 0 3 * * ?\"}");
        try (Schedules schedules = schedules()) {
            schedules.align(List.of(group));

            schedules.align(List.of());

            assertThat(entry(schedules, group).state()).isEqualTo(ScheduleState.NOT_STARTED);
        }
    }

    @Test
    void runNowFiresAGroupWithoutASchedule() {
        FailoverGroup group = group("");
        try (Schedules schedules = schedules()) {
            schedules.align(List.of(group));
            assertThat(entry(schedules, group).state()).isEqualTo(ScheduleState.MANUAL);
            schedules.start();

            schedules.runNow(group);

            await().atMost(PATIENCE).until(() -> runs.get() == 1);
        }
    }

    @Test
    void theLedgerOutlivesSchedulesThatWereFiring() {
        for (int i = 0; i < 5; i++) {
            try (Schedules schedules = schedules()) {
                schedules.align(List.of(group("{continuous: {minimumInterval: 1s}}")));
                schedules.start();
            }
        }

        assertThat(ledger.audit().firstBroken()).isEmpty();
    }

    @Test
    void drillsHaveTimesOfTheirOwn() {
        int halfADayAway = (LocalTime.now(ZoneOffset.UTC).getHour() + 12) % 24;
        FailoverGroup group =
                group("{cron: \"0 0 " + halfADayAway + " * * ?\", zone: UTC}\n    drill: {cron: \"* * * * * ?\"}");
        try (Schedules schedules = schedules()) {
            schedules.align(List.of(group));
            assertThat(schedules.entries(group))
                    .extracting(ScheduleEntry::work, ScheduleEntry::state)
                    .containsExactly(
                            tuple(ScheduledWork.SYNC, ScheduleState.ACTIVE),
                            tuple(ScheduledWork.DRILL, ScheduleState.ACTIVE));
            schedules.start();

            await().atMost(PATIENCE).until(() -> drills.get() > 0);

            assertThat(runs).hasValue(0);
        }
    }

    @Test
    void readinessIsProvenAtTimesOfItsOwn() {
        FailoverGroup group = group("{cron: \"0 0 3 1 1 ?\"}\n    readiness: {cron: \"* * * * * ?\"}");
        try (Schedules schedules = schedules()) {
            schedules.align(List.of(group));
            assertThat(schedules.entries(group))
                    .extracting(ScheduleEntry::work)
                    .containsExactly(ScheduledWork.SYNC, ScheduledWork.READINESS);
            schedules.start();

            await().atMost(PATIENCE)
                    .until(() -> ledger.readiness().latest(group.name()).isPresent());
        }
    }

    @Test
    void timesThatPassedWhileNothingRanAreMadeUpForByOneRun() throws Exception {
        FailoverGroup group = group("{cron: \"0 30 2 1 1 ?\", zone: Europe/Berlin}");
        try (Schedules schedules = schedules()) {
            schedules.align(List.of(group));
        }
        theNextTimeWas(Instant.now().minus(Duration.ofDays(800)));

        try (Schedules schedules = schedules()) {
            schedules.align(List.of(group));
            schedules.start();

            await().atMost(PATIENCE)
                    .until(() -> runs.get() > 0
                            && entry(schedules, group)
                                    .next()
                                    .filter(Instant.now()::isBefore)
                                    .isPresent());
        }
        assertThat(runs).hasValue(1);
    }

    /** What the database holds after the schedule's process was away for long. */
    private void theNextTimeWas(Instant time) throws SQLException {
        try (Connection connection = ledger.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE QRTZ_TRIGGERS SET NEXT_FIRE_TIME = " + time.toEpochMilli());
        }
    }

    @Test
    void aStoredScheduleKeepsItsExpressionAndItsZone() {
        FailoverGroup group = group("{cron: \"0 30 2 * * ?\", zone: Asia/Kathmandu}");
        try (Schedules schedules = schedules()) {
            schedules.align(List.of(group));
        }

        try (Schedules schedules = schedules()) {
            assertThat(entry(schedules, group).next().orElseThrow().toString()).contains("T20:45:00Z");
        }
    }

    private static ScheduleEntry entry(Schedules schedules, FailoverGroup group) {
        return schedules.entries(group).get(0);
    }

    private Schedules schedules() {
        return Schedules.open(
                ledger.dataSource(),
                false,
                2,
                List.of(
                        new Firings(
                                ScheduledWork.SYNC,
                                Firings.LastDone.run(ledger, RunKind.SYNC),
                                group -> runs.incrementAndGet()),
                        new Firings(
                                ScheduledWork.DRILL,
                                Firings.LastDone.run(ledger, RunKind.DRILL),
                                group -> drills.incrementAndGet()),
                        new Firings(
                                ScheduledWork.READINESS,
                                group -> ledger.readiness().latest(group).map(ReadinessProof::at),
                                group -> ledger.readiness().record(group, List.of()))));
    }

    private FailoverGroup group(String schedule) {
        TwinlakeConfig config = ConfigurationFile.read(new TwinFolder(folder).configuration(schedule), Map.of());
        FailoverGroup group = config.groups().values().iterator().next();
        assertThat(group.schedules().sync() instanceof Schedule.Manual).isEqualTo(schedule.isEmpty());
        return group;
    }
}
