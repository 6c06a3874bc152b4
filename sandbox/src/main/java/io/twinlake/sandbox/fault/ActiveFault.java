package io.twinlake.sandbox.fault;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** A fault that was ordered and has not ended; an equal one that is ordered again is another. */
final class ActiveFault {

    private final Fault fault;
    private final Glob glob;
    private final RateWindow window;
    private final AtomicLong matched;

    ActiveFault(Fault fault) {
        this(
                fault,
                Glob.of(fault.aim().path() == null ? "*" : fault.aim().path()),
                new RateWindow(fault.perSecond()),
                new AtomicLong());
    }

    private ActiveFault(Fault fault, Glob glob, RateWindow window, AtomicLong matched) {
        this.fault = fault;
        this.glob = glob;
        this.window = window;
        this.matched = matched;
    }

    /** The same order, which goes on counting, and holds none of the requests that were held so far. */
    ActiveFault renewed() {
        return new ActiveFault(fault, glob, window, matched);
    }

    Fault fault() {
        return fault;
    }

    boolean is(FaultKind kind) {
        return fault.kind() == kind;
    }

    boolean isOver(Instant now) {
        return fault.isOver(now);
    }

    /** Whether it hits this request; each question counts, and draws its share anew. */
    boolean hits(String method, String path, String actor, Instant now, RandomGenerator random) {
        Aim aim = fault.aim();
        return (aim.method() == null || aim.method().equals(method))
                && (aim.actor() == null || aim.actor().equals(actor))
                && glob.matches(path)
                && random.nextDouble() < aim.share()
                && (!is(FaultKind.RATE_LIMIT) || !window.admits(now))
                && isDue(matched.incrementAndGet());
    }

    private boolean isDue(long number) {
        long skip = fault.aim().skip();
        long times = fault.aim().times();
        return number > skip && (times == 0 || number - skip <= times);
    }
}
