package io.twinlake.orchestrator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A year by the clock of every zone whose clocks go their own way. */
class LocalTimesTest {
    private static final int YEAR = 2026;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration MOST_CHANGE = Duration.ofHours(2);
    private static final Duration DAY = Duration.ofDays(1);

    /** One zone for each way in which clocks are changed that year, and one whose are not. */
    static Collection<ZoneId> zones() {
        Map<String, ZoneId> byChanges = new TreeMap<>();
        ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).forEach(zone -> {
            byChanges.putIfAbsent(changes(zone).toString(), zone);
        });
        return byChanges.values();
    }

    private static List<ZoneOffsetTransition> changes(ZoneId zone) {
        return Stream.iterate(
                        zone.getRules().nextTransition(BEGIN),
                        change -> change != null && change.getInstant().isBefore(END),
                        change -> zone.getRules().nextTransition(change.getInstant()))
                .toList();
    }

    @Test
    void everyWayToChangeClocksIsTried() {
        assertThat(zones())
                .contains(ZoneId.of("Africa/Casablanca"), ZoneId.of("Antarctica/Troll"), ZoneId.of("Australia/LHI"))
                .hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("zones")
    void everyQuarterOfAnHourHasItsRun(ZoneId zone) {
        LocalTimes quarters = new LocalTimes("0 */15 * * * ?", zone);

        for (ZoneOffsetTransition change : changes(zone)) {
            Instant from = change.getInstant().minus(DAY);
            List<Instant> times = walk(quarters, from, from.plus(DAY).plus(DAY));

            assertThat(times).hasSize((int) DAY.multipliedBy(2).dividedBy(QUARTER));
            assertThat(distances(times)).as("around " + change).containsOnly(QUARTER);
        }
    }

    @ParameterizedTest
    @MethodSource("zones")
    void everyDayHasItsOneRunAtAnyTime(ZoneId zone) {
        List<LocalTime> times = new ArrayList<>(List.of(LocalTime.of(2, 30), LocalTime.MIDNIGHT));
        for (ZoneOffsetTransition change : changes(zone)) {
            times.add(change.getDateTimeBefore().toLocalTime());
            times.add(change.getDateTimeAfter().toLocalTime().plusMinutes(5));
        }
        for (LocalTime time : times) {
            List<Instant> runs = walk(daily(time, zone), startOfYear(zone, YEAR), startOfYear(zone, YEAR + 1));

            assertThat(runs).as("at " + time).hasSize(365);
            assertThat(distances(runs))
                    .as("at " + time)
                    .allSatisfy(
                            distance -> assertThat(distance).isBetween(DAY.minus(MOST_CHANGE), DAY.plus(MOST_CHANGE)));
        }
    }

    @Test
    void aTimeThatDoesNotExistComesAsMuchLaterAsTheClocksArePutForward() {
        LocalTimes daily = new LocalTimes("0 30 2 * * ?", ZoneId.of("Europe/Amsterdam"));

        assertThat(daily.after(Instant.parse("2026-03-28T12:00:00Z"))).contains(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(daily.after(Instant.parse("2026-03-29T01:30:00Z"))).contains(Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void aTimeOfDayThatComesTwiceIsTakenOnce() {
        LocalTimes daily = new LocalTimes("0 30 2,14 * * ?", ZoneId.of("Europe/Amsterdam"));

        assertThat(walk(daily, Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T23:00:00Z")))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-25T13:30:00Z"));
    }

    @Test
    void aScheduleThatHasEndedHasNoTimes() {
        LocalTimes once = new LocalTimes("0 30 2 1 1 ? 2026", ZoneId.of("Europe/Amsterdam"));

        assertThat(once.after(BEGIN)).contains(Instant.parse("2026-01-01T01:30:00Z"));
        assertThat(once.after(END)).isEmpty();
    }

    private static LocalTimes daily(LocalTime time, ZoneId zone) {
        return new LocalTimes("0 %d %d * * ?".formatted(time.getMinute(), time.getHour()), zone);
    }

    private static Instant startOfYear(ZoneId zone, int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
    }

    /** The times from the one on to before the other. */
    private static List<Instant> walk(LocalTimes times, Instant from, Instant to) {
        return Stream.iterate(
                        times.after(from.minusSeconds(1)).orElseThrow(),
                        time -> time.isBefore(to),
                        time -> times.after(time).orElseThrow())
                .toList();
    }

    private static List<Duration> distances(List<Instant> times) {
        List<Duration> distances = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            distances.add(Duration.between(times.get(i - 1), times.get(i)));
        }
        return distances;
    }
}
