package io.twinlake.failover.endpoint;

import io.twinlake.clients.endpoint.AnswerKind;
import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.time.Deadline;
import io.twinlake.config.time.Time;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks an endpoint until the region that should serve answers well, and until it is proven that no instance answers otherwise. */
final class Probing {
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(1);
    private static final Duration LATER_ANSWER = Duration.ofSeconds(5);
    private static final Duration BETWEEN = Duration.ofMillis(50);
    /** Four questions a second, while a turn is proven. */
    private static final Duration BETWEEN_PROOFS = Duration.ofMillis(250);

    private final Mechanism mechanism;
    private final Time time;

    Probing(Mechanism mechanism, Time time) {
        this.mechanism = mechanism;
        this.time = time;
    }

    /**
     * @param settled a good answer before this may still come from before the change, and is no proof, unless it names the workspace
     *     that it read, or one that was not good came in between: the endpoint is starting again
     */
    Probe until(RegionName expected, Duration within, Deadline settled) {
        long start = time.ticker().nanos();
        Deadline deadline = time.deadline(within);
        int asked = 0;
        LookupAnswer last;
        Duration patience = FIRST_ANSWER;
        boolean disturbed = false;
        boolean good;
        do {
            asked++;
            last = mechanism.ask(deadline.left(patience));
            good = isFrom(last, expected)
                    && (disturbed || settled.isOver() || last.readsFrom().isPresent());
            disturbed |= !last.isGood();
            patience = next(patience, last);
        } while (!good && waits(deadline, last, BETWEEN));
        Optional<RegionName> servedBy =
                last.servedBy().filter(by -> !by.isBlank()).map(RegionName::new);
        String message = words(last, expected);
        Duration took = Duration.ofNanos(time.ticker().nanos() - start);
        return new Probe(good, servedBy, time.clock().instant(), took, asked, last.kind(), message);
    }

    /**
     * Asks on, behind a first good answer. Of what came in between, the message tells the last answer that read elsewhere, and only where there
     * was none the last other one.
     */
    TurnProof prove(RegionName expected, Deadline settled) {
        ProofWindow window = new ProofWindow(mechanism.proof(), time);
        Deadline deadline = time.deadline(window.patience());
        Duration patience = FIRST_ANSWER;
        int asked = 0;
        @Nullable String disturbance = null;
        boolean elsewhere = false;
        LookupAnswer last;
        do {
            asked++;
            last = mechanism.ask(deadline.left(patience));
            boolean good = isFrom(last, expected);
            window.add(last, good);
            if (readsElsewhere(last, expected) || !good && !elsewhere) {
                disturbance = words(last, expected);
                elsewhere |= readsElsewhere(last, expected);
            }
            if (window.isWhole() && window.isTold()) {
                return proof(TurnProof.State.PROVEN, asked, asked + " answers, the last ones all from there");
            }
            if (window.isWhole() && settled.isOver()) {
                return proof(
                        TurnProof.State.NOT_TOLD, asked, "it does not say which workspace it reads (x-reads-from)");
            }
            patience = next(patience, last);
        } while (waits(deadline, last, BETWEEN_PROOFS));
        return disturbance == null
                ? proof(TurnProof.State.NOT_TOLD, asked, asked + " answers came in time, all well, and are too few")
                : proof(TurnProof.State.CONTRADICTED, asked, disturbance);
    }

    private TurnProof proof(TurnProof.State state, int asked, String message) {
        return new TurnProof(state, time.clock().instant(), asked, message);
    }

    private boolean isFrom(LookupAnswer answer, RegionName expected) {
        return answer.isGood()
                && answer.servedBy().filter(expected.value()::equals).isPresent()
                && !readsElsewhere(answer, expected);
    }

    private String words(LookupAnswer answer, RegionName expected) {
        return answer.message()
                + (readsElsewhere(answer, expected)
                        ? ", which read in " + answer.readsFrom().orElseThrow()
                        : "");
    }

    /** An instance that has not taken over the new settings yet answers well, and from the old region's rows. */
    private boolean readsElsewhere(LookupAnswer answer, RegionName expected) {
        return answer.readsFrom()
                .filter(read -> !bare(read).equals(bare(mechanism.workspace(expected))))
                .isPresent();
    }

    /** Hosts are the same in any case, and with the port that https has anyway. */
    private static String bare(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":443$", "");
    }

    /**
     * A question that a dead region holds is given up soon and asked again, for the endpoint may have turned meanwhile; a region that
     * only answers slowly gets its time at a later one.
     */
    private static Duration next(Duration patience, LookupAnswer last) {
        Duration doubled = patience.multipliedBy(2);
        boolean held = last.kind() == AnswerKind.NO_ANSWER;
        return !held ? patience : doubled.compareTo(LATER_ANSWER) < 0 ? doubled : LATER_ANSWER;
    }

    /** As long as the endpoint asks for: whoever asks earlier only waits longer. */
    private boolean waits(Deadline deadline, LookupAnswer last, Duration least) {
        Duration asked = last.retryAfter().orElse(least);
        Duration wait = asked.compareTo(least) < 0 ? least : asked;
        if (!deadline.allows(wait)) {
            return false;
        }
        try {
            time.sleeper().sleep(wait);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
