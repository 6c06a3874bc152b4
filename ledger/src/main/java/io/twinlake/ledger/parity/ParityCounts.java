package io.twinlake.ledger.parity;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** How many objects a comparison found in each state; a state that none is in counts 0. */
public record ParityCounts(Map<ParityState, Integer> byState) {
    private static final String IN_SCOPE = "inScope";

    public ParityCounts {
        Map<ParityState, Integer> all = new EnumMap<>(ParityState.class);
        for (ParityState state : ParityState.values()) {
            all.put(state, byState.getOrDefault(state, 0));
        }
        byState = Collections.unmodifiableMap(all);
    }

    /** Counts states, one per object. */
    public static ParityCounts of(Collection<ParityState> states) {
        Map<ParityState, Integer> counts = new EnumMap<>(ParityState.class);
        states.forEach(state -> counts.merge(state, 1, Integer::sum));
        return new ParityCounts(counts);
    }

    /** Reads what {@link #words()} wrote; a state that is not there counts 0. */
    public static ParityCounts ofWords(Map<String, Integer> words) {
        Map<ParityState, Integer> counts = new EnumMap<>(ParityState.class);
        for (ParityState state : ParityState.values()) {
            counts.put(state, words.getOrDefault(state.word(), 0));
        }
        return new ParityCounts(counts);
    }

    public int of(ParityState state) {
        return byState.getOrDefault(state, 0);
    }

    /** The denominator: the source's objects in scope. */
    public int inScope() {
        return sum(ParityState::inScope);
    }

    /** How many objects differ, for a group that accepts what is unknown or does not. */
    public int different(boolean acceptUnknown) {
        return sum(state -> state.differs(acceptUnknown));
    }

    /** As documents and the ledger write them: {@code inScope} first, then each state by its word. */
    public Map<String, Integer> words() {
        Map<String, Integer> words = new LinkedHashMap<>();
        words.put(IN_SCOPE, inScope());
        byState.forEach((state, count) -> words.put(state.word(), count));
        return words;
    }

    private int sum(Predicate<ParityState> which) {
        return Arrays.stream(ParityState.values())
                .filter(which)
                .mapToInt(this::of)
                .sum();
    }
}
