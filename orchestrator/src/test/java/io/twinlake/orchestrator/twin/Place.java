package io.twinlake.orchestrator.twin;

import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.RunbookStep;
import io.twinlake.runbooks.Verb;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a step can be killed: begun but without effect, done but not recorded, or recorded while the next one has not begun. */
public record Place(Moment moment, Verb verb) {
    public enum Moment {
        BEFORE,
        IN,
        AFTER
    }

    public static Place before(Verb verb) {
        return new Place(Moment.BEFORE, verb);
    }

    public static Place in(Verb verb) {
        return new Place(Moment.IN, verb);
    }

    public static Place after(Verb verb) {
        return new Place(Moment.AFTER, verb);
    }

    /** Every place of a runbook, in its order. */
    public static List<Place> of(Runbook runbook) {
        return runbook.steps().stream()
                .map(RunbookStep::verb)
                .flatMap(Place::of)
                .toList();
    }

    /** The three places of a step. */
    public static Stream<Place> of(Verb verb) {
        return Arrays.stream(Moment.values()).map(moment -> new Place(moment, verb));
    }

    /** Reads what {@link #toString} wrote; empty for any other text. */
    public static Optional<Place> parse(String text) {
        return Arrays.stream(Verb.values())
                .flatMap(Place::of)
                .filter(place -> place.toString().equals(text))
                .findFirst();
    }

    /** Whether its step comes before that one in the runbook. */
    boolean isAheadOf(Verb other, Runbook runbook) {
        return runbook.has(verb) && runbook.position(verb) < runbook.position(other);
    }

    @Override
    public String toString() {
        return moment + " " + verb.word();
    }
}
