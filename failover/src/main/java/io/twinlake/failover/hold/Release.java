package io.twinlake.failover.hold;

import io.twinlake.failover.stranded.Settlement;
import io.twinlake.failover.stranded.Stranded;
import java.util.ArrayList;
import java.util.List;

/** What became of an attempt to free the way back. */
public sealed interface Release {
    /**
     * The old primary is fenced, and nothing that it has would be lost.
     *
     * @param newTables what only it has, and nothing overwrites
     * @param settlement what became of the commits that were stranded there
     */
    record Released(List<Stranded> newTables, Settlement settlement) implements Release {
        public Released {
            newTables = List.copyOf(newTables);
        }

        /** What an operator should know of it; empty where there is nothing to tell. */
        public List<String> sentences() {
            List<String> sentences =
                    new ArrayList<>(settlement.sentence().stream().toList());
            if (!newTables.isEmpty()) {
                sentences.add(
                        "Tables that only the old primary has stay there as they are, and are copied once it serves again: "
                                + Stranded.named(newTables) + ".");
            }
            return sentences;
        }
    }

    /**
     * The way back stays held.
     *
     * @param reason one sentence
     * @param next what to do
     * @param stranded what waits to be settled; empty where the search did not come that far
     */
    record StillHeld(String reason, String next, List<Stranded> stranded) implements Release {
        public StillHeld {
            stranded = List.copyOf(stranded);
        }
    }
}
