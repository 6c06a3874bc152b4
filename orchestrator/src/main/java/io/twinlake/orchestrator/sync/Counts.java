package io.twinlake.orchestrator.sync;

import io.twinlake.catalogsync.SyncReport;
import io.twinlake.ledger.state.Outcome;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Outcomes counted, as the ledger, documents and sentences write them. */
public final class Counts {
    private Counts() {}

    /** Every outcome by its lower-case word, 0 included. */
    public static Map<String, Integer> byWord(Map<Outcome, Integer> counts) {
        Map<String, Integer> words = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            words.put(outcome.word(), counts.getOrDefault(outcome, 0));
        }
        return words;
    }

    /** How a run ended, in one sentence. */
    public static String sentence(SyncReport report) {
        String counted = Arrays.stream(Outcome.values())
                .filter(outcome -> report.counts().getOrDefault(outcome, 0) > 0)
                .map(outcome -> report.counts().get(outcome) + " " + outcome.word())
                .collect(Collectors.joining(", "));
        return counted.isEmpty() ? "Nothing is in scope." : counted + ".";
    }
}
