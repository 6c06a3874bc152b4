package io.twinlake.orchestrator.move;

import io.twinlake.failover.endpoint.TurnProof;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What was proven of one endpoint's turn, kept among a step's facts.
 *
 * @param at when it was proven, or given up
 * @param message what was seen, in words
 */
public record TurnFacts(String name, TurnProof.State state, Instant at, String message) {
    private static final String STATE = "turn:";
    private static final String AT = "turnAt:";
    private static final String SEEN = "turnSeen:";

    public static TurnFacts of(String name, TurnProof proof) {
        return new TurnFacts(name, proof.state(), proof.at(), proof.message());
    }

    public Map<String, String> asDetails() {
        return Map.of(STATE + name, state.name(), AT + name, at.toString(), SEEN + name, message);
    }

    /** Those among a step's facts, by name. */
    public static List<TurnFacts> of(Map<String, String> details) {
        return details.keySet().stream()
                .filter(key -> key.startsWith(STATE))
                .map(key -> key.substring(STATE.length()))
                .sorted()
                .map(name -> new TurnFacts(
                        name,
                        TurnProof.State.valueOf(Objects.requireNonNull(details.get(STATE + name))),
                        Instant.parse(Objects.requireNonNull(details.get(AT + name))),
                        details.getOrDefault(SEEN + name, "")))
                .toList();
    }

    public boolean isProven() {
        return state == TurnProof.State.PROVEN;
    }

    /** Whether somebody who asked it was answered from elsewhere, or not at all. */
    public boolean isContradicted() {
        return state == TurnProof.State.CONTRADICTED;
    }

    /** How it was proven, or why it was not; empty where it was. */
    public Optional<String> doubt() {
        return isProven() ? Optional.empty() : Optional.of(message);
    }
}
