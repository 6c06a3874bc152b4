package io.twinlake.failover.stranded;

import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of stranded commits.
 *
 * @param kept by table, the tables in the demoted region that hold what it had and the other region never got; empty for a discard
 * @param settled tables that stand again at the version last replicated, so that the way back may write them
 * @param overwritten tables that can go back to that version no more, and that the way back may write over as they stand
 * @param left what nobody but a person can settle, each as a sentence that says what to do
 */
public record Settlement(
        Map<ObjectName, List<ObjectName>> kept,
        List<ObjectName> settled,
        List<ObjectName> overwritten,
        List<String> left) {
    /** Nothing was stranded. */
    public static final Settlement NONE = new Settlement(Map.of(), List.of(), List.of(), List.of());

    public Settlement {
        kept = Map.copyOf(kept);
        settled = List.copyOf(settled);
        overwritten = List.copyOf(overwritten);
        left = List.copyOf(left);
    }

    /** What was done, as a sentence; empty where nothing had to be. */
    public Optional<String> sentence() {
        if (settled.isEmpty() && overwritten.isEmpty()) {
            return Optional.empty();
        }
        List<String> what = new ArrayList<>();
        if (!settled.isEmpty()) {
            what.add(settled.size() + " tables went back to what was replicated");
        }
        if (!overwritten.isEmpty()) {
            what.add(
                    named(overwritten.stream())
                            + " cannot go back to what was replicated, for that version is gone: a clone writes over what stands there");
        }
        what.add(
                kept.isEmpty()
                        ? "what they held was given up"
                        : "what they held is kept in "
                                + named(kept.values().stream().flatMap(List::stream)));
        return Optional.of(String.join("; ", what) + ".");
    }

    private static String named(Stream<ObjectName> tables) {
        return tables.map(ObjectName::toString).sorted().collect(Collectors.joining(", "));
    }
}
