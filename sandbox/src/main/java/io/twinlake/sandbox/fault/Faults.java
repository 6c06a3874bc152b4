package io.twinlake.sandbox.fault;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** The active faults of one server; safe for use by many threads. */
public final class Faults {

    private final Clock clock;
    private final RandomGenerator random;
    private final List<Active> active = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public Faults(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Makes a fault active until its end, or until {@link #clear}. */
    public void add(Fault fault) {
        active.add(new Active(
                fault, Glob.of(fault.path() == null ? "*" : fault.path()), new RateWindow(fault.perSecond())));
        changed();
    }

    /** Ends every fault. */
    public void clear() {
        active.clear();
        changed();
    }

    /** The faults that are not over. */
    public List<Fault> active() {
        Instant now = clock.instant();
        active.removeIf(each -> each.fault.isOver(now));
        return active.stream().map(Active::fault).toList();
    }

    /** Calls the listener after each {@link #add} and {@link #clear}; a fault that ends by its time calls nobody. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Whether a fault of the kind is active, on any path. */
    public boolean has(FaultKind kind) {
        return active().stream().anyMatch(fault -> fault.kind() == kind);
    }

    /** The fault of the kind that hits this request; its share is drawn anew at every call. */
    Optional<Fault> hit(FaultKind kind, String method, String path) {
        if (active.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return active.stream()
                .filter(each -> each.fault.kind() == kind && !each.fault.isOver(now))
                .filter(each -> each.hits(method, path) && random.nextDouble() < each.fault.share())
                .filter(each -> kind != FaultKind.RATE_LIMIT || !each.window.admits(now))
                .map(Active::fault)
                .findFirst();
    }

    Instant now() {
        return clock.instant();
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    private record Active(Fault fault, Glob glob, RateWindow window) {
        boolean hits(String method, String path) {
            return (fault.method() == null || fault.method().equals(method)) && glob.matches(path);
        }
    }
}
