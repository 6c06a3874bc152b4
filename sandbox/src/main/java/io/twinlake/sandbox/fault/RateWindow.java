package io.twinlake.sandbox.fault;

import java.time.Instant;

/** Admits a number of requests in each second of the clock. */
final class RateWindow {

    private final int perSecond;
    private long second = Long.MIN_VALUE;
    private int admitted;

    RateWindow(int perSecond) {
        this.perSecond = perSecond;
    }

    synchronized boolean admits(Instant now) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            admitted = 0;
        }
        if (admitted == perSecond) {
            return false;
        }
        admitted++;
        return true;
    }
}
