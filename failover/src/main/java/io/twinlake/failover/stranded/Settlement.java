package io.twinlake.failover.stranded;

import io.twinlake.config.ObjectName;
import java.util.List;
import java.util.Map;

/**
 * What became of stranded commits.
 *
 * @param kept by table, the tables in the demoted region that hold what it had and the other region never got; empty for a discard
 * @param settled tables that stand again at the version last replicated, so that the way back may write them
 * @param left what nobody but a person can settle, each as a sentence that says what to do
 */
public record Settlement(Map<ObjectName, List<ObjectName>> kept, List<ObjectName> settled, List<String> left) {
    public Settlement {
        kept = Map.copyOf(kept);
        settled = List.copyOf(settled);
        left = List.copyOf(left);
    }
}
