package io.twinlake.orchestrator.twin;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A wall clock that is stepped while a command runs, as the folder says. */
final class TwinClock extends Clock {
    private final TwinFolder folder;
    private final Clock right;

    TwinClock(TwinFolder folder) {
        this(folder, Clock.systemUTC());
    }

    private TwinClock(TwinFolder folder, Clock right) {
        this.folder = folder;
        this.right = right;
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new TwinClock(folder, right.withZone(zone));
    }

    @Override
    public Instant instant() {
        return right.instant().plus(folder.clockStep());
    }
}
