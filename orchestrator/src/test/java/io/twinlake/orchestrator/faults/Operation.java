package io.twinlake.orchestrator.faults;

import java.util.Locale;

/** What the product does while a fault strikes it. */
enum Operation {
    FIRST_SYNC,
    NEXT_SYNC,
    PLANNED,
    FORCED,
    FORCED_FROM_A_DEAD_PRIMARY,
    FAILBACK,
    ROLLBACK,
    DRILL,
    SERVE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
