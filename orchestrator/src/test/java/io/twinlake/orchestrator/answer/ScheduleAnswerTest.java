package io.twinlake.orchestrator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinlake.config.name.GroupName;
import io.twinlake.orchestrator.schedule.ScheduleEntry;
import io.twinlake.orchestrator.schedule.ScheduleState;
import io.twinlake.orchestrator.schedule.ScheduledWork;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleAnswerTest {
    @Test
    void writesWorkAndStateInTheWordsOfDocuments() {
        List<ScheduleEntry> entries = Arrays.stream(ScheduleState.values())
                .map(ScheduleAnswerTest::entry)
                .toList();

        JsonNode schedules = new ScheduleAnswer(entries, true).document().path("schedules");

        assertThat(schedules.findValuesAsText("work")).containsOnly("drill");
        assertThat(schedules.findValuesAsText("state")).containsExactly("active", "paused", "manual", "not started");
    }

    private static ScheduleEntry entry(ScheduleState state) {
        return new ScheduleEntry(
                new GroupName("gold"),
                ScheduledWork.DRILL,
                "by command only",
                state,
                Optional.empty(),
                Optional.empty());
    }
}
