package io.twinlake.ledger.id;

import io.twinlake.config.name.RegionName;

/** From which region to which other one is replicated: derived from the effective primary, never configured. */
public record Direction(RegionName source, RegionName replica) {
    public Direction {
        if (source.equals(replica)) {
            throw new IllegalArgumentException("a region is not its own replica: " + source);
        }
    }

    /** The way back. */
    public Direction reversed() {
        return new Direction(replica, source);
    }
}
