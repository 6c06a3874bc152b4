package io.twinlake.catalogsync.change;

import io.twinlake.catalogsync.situation.Situation;
import java.util.List;

/** A plan with the work behind each of its changes, in the same order, and the situation that it was made for. */
public record PlannedWork(Plan plan, List<Work> works, Situation situation) {
    public PlannedWork {
        works = List.copyOf(works);
    }
}
