package io.twinlake.sandbox.fault;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The requests that faults hold; each is ended once, by whoever takes it out. */
final class HeldCalls {

    private final Set<Held> held = ConcurrentHashMap.newKeySet();

    /**
     * Keeps the request.
     *
     * @param goOn what happens to it when its fault ends
     * @param cut what happens to it when all is cleared
     */
    void add(ActiveFault fault, HeldCall call, Runnable goOn, Runnable cut) {
        held.add(new Held(fault, call, goOn, cut));
    }

    void endThose(Predicate<ActiveFault> over) {
        held.stream().filter(each -> over.test(each.fault) && held.remove(each)).forEach(each -> each.goOn.run());
    }

    void cutAll() {
        held.stream().filter(held::remove).forEach(each -> each.cut.run());
    }

    /** In the order in which they came. */
    List<HeldCall> list() {
        return held.stream()
                .map(each -> each.call)
                .sorted(Comparator.comparing(HeldCall::at))
                .toList();
    }

    /** A class and no record: two equal requests are two. */
    private static final class Held {
        private final ActiveFault fault;
        private final HeldCall call;
        private final Runnable goOn;
        private final Runnable cut;

        Held(ActiveFault fault, HeldCall call, Runnable goOn, Runnable cut) {
            this.fault = fault;
            this.call = call;
            this.goOn = goOn;
            this.cut = cut;
        }
    }
}
