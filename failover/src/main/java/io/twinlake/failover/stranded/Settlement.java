package io.twinlake.failover.stranded;

import io.twinlake.config.name.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What became of stranded commits.
 *
 * @param kept by table, the tables in the demoted region that hold what it had and the other region never got; empty for a discard
 * @param settled tables that stand again at the version last replicated, so that the way back may write them
 * @param left what nobody but a person can settle, each as a sentence that says what to do
 */
public record Settlement(Map<ObjectName, List<ObjectName>> kept, List<ObjectName> settled, List<String> left) {
    /** Nothing was stranded. */
    public static final Settlement NONE = new Settlement(Map.of(), List.of(), List.of());

    public Settlement {
        kept = Map.copyOf(kept);
        settled = List.copyOf(settled);
        left = List.copyOf(left);
    }

    /** What was done, as a sentence; empty where nothing had to be. */
    public Optional<String> sentence() {
        if (settled.isEmpty()) {
            return Optional.empty();
        }
        String tables = kept.values().stream()
                .flatMap(List::stream)
                .map(ObjectName::toString)
                .sorted()
                .collect(Collectors.joining(", "));
        return Optional.of(settled.size() + " tables went back to what was replicated; "
                + (tables.isEmpty() ? "what they held was given up." : "what they held is kept in " + tables + "."));
    }
}
