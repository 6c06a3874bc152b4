package io.twinlake.sandbox.fault;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** The active faults of one server and the requests that they hold; safe for use by many threads. */
public final class Faults {

    private final Clock clock;
    private final RandomGenerator random;
    private final List<ActiveFault> active = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final HeldCalls held = new HeldCalls();

    public Faults(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Makes a fault active until its end, or until {@link #clear}. */
    public void add(Fault fault) {
        active.add(new ActiveFault(fault));
        changed();
    }

    /** Ends every fault, and cuts the connection of every request that is held: one before a gate never has its effect. */
    public void clear() {
        active.clear();
        held.cutAll();
        changed();
    }

    /**
     * Lets the requests go that stand at a gate.
     *
     * @param keep whether the gates stay shut for those that come after
     */
    public void release(boolean keep) {
        if (keep) {
            active.replaceAll(each -> each.is(FaultKind.GATE) ? each.renewed() : each);
        } else {
            active.removeIf(each -> each.is(FaultKind.GATE));
        }
        changed();
    }

    /** The requests that are held, in the order in which they came. */
    public List<HeldCall> held() {
        return held.list();
    }

    /** The faults that are not over. */
    public List<Fault> active() {
        return notOver().stream().map(ActiveFault::fault).toList();
    }

    /**
     * Calls the listener after each {@link #add}, {@link #release} and {@link #clear}; a fault that ends by its time calls
     * nobody.
     */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Whether a fault of the kind is active, on any path. */
    public boolean has(FaultKind kind) {
        return any(kind).isPresent();
    }

    /** A fault of the kind, on any path. */
    Optional<ActiveFault> any(FaultKind kind) {
        return notOver().stream().filter(each -> each.is(kind)).findFirst();
    }

    /** The fault of the kind that hits this request; each question counts, and draws its share anew. */
    Optional<ActiveFault> hit(FaultKind kind, String method, String path, String actor) {
        if (active.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return active.stream()
                .filter(each -> each.is(kind) && !each.isOver(now))
                .filter(each -> each.hits(method, path, actor, now, random))
                .findFirst();
    }

    /**
     * Holds a request while that fault is active.
     *
     * @param goOn what happens to it when the fault ends
     * @param cut what happens to it when all is cleared
     */
    void hold(ActiveFault fault, HeldCall call, Runnable goOn, Runnable cut) {
        held.add(fault, call, goOn, cut);
        // The fault may have ended since it hit.
        endWhatIsOver();
    }

    /** Ends the requests whose fault is no longer active. */
    void endWhatIsOver() {
        List<ActiveFault> left = notOver();
        held.endThose(fault -> !left.contains(fault));
    }

    Instant now() {
        return clock.instant();
    }

    private List<ActiveFault> notOver() {
        Instant now = clock.instant();
        active.removeIf(each -> each.isOver(now));
        return List.copyOf(active);
    }

    private void changed() {
        endWhatIsOver();
        listeners.forEach(Runnable::run);
    }
}
