package io.twinlake.orchestrator.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.orchestrator.cli.Answer;
import io.twinlake.orchestrator.cli.Json;
import io.twinlake.orchestrator.cli.Page;
import io.twinlake.orchestrator.schedule.ScheduleEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Answers {@code schedule}.
 *
 * @param firing whether the answering process fires them
 */
public record ScheduleAnswer(List<ScheduleEntry> entries, boolean firing) implements Answer {
    public ScheduleAnswer {
        entries = List.copyOf(entries);
    }

    @Override
    public ObjectNode document() {
        ObjectNode document = Json.document().put("firing", firing);
        ArrayNode array = document.putArray("schedules");
        for (ScheduleEntry entry : entries) {
            array.addObject()
                    .put("group", entry.group().value())
                    .put("work", entry.work().word())
                    .put("schedule", entry.schedule())
                    .put("state", entry.state().word())
                    .put("previous", text(entry.previous()))
                    .put("next", text(entry.next()));
        }
        return document;
    }

    private static @org.jspecify.annotations.Nullable String text(Optional<Instant> instant) {
        return instant.map(Instant::toString).orElse(null);
    }

    @Override
    public Optional<String> list() {
        return Optional.of("schedules");
    }

    @Override
    public void print(Page page) {
        page.table(
                List.of("GROUP", "WORK", "SCHEDULE", "STATE", "NEXT"),
                entries.stream()
                        .map(entry -> List.of(
                                entry.group().value(),
                                entry.work().word(),
                                entry.schedule(),
                                entry.state().word(),
                                entry.next().map(Instant::toString).orElse("-")))
                        .toList());
        if (!firing) {
            page.line("This process does not fire them: `twinlake serve` does.");
        }
    }
}
