package io.twinlake.ledger.state;

import io.twinlake.config.GroupName;
import io.twinlake.ledger.Direction;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import java.util.HashSet;
import java.util.Set;

/** Objects that may differ at the replica by our own hand, because a sync was cut off while it wrote them. */
public final class Undecided {
    /** Runs without an end that are looked back upon. */
    private static final int LOOK_BACK = 1000;

    private Undecided() {}

    /** What runs of a direction that never ended were writing, back to the last one that did end. */
    public static Set<Intent> of(Ledger ledger, GroupName group, Direction direction) {
        Set<Intent> undecided = new HashSet<>();
        for (Run run : ledger.runs().history(group, LOOK_BACK)) {
            if (run.kind() == RunKind.SYNC && run.direction().equals(direction)) {
                if (run.result() == RunResult.SUCCEEDED || run.result() == RunResult.PARTIAL) {
                    break;
                }
                undecided.addAll(ledger.states().undecided(run.id()));
            }
        }
        return undecided;
    }
}
