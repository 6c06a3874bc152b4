package io.twinlake.runbooks.order;

import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.Stage;
import io.twinlake.runbooks.Verb;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a kind of runbook must have, must not have, and where it may go on after a failure.
 *
 * @param mayFail the verbs whose step may say {@code onFailure: continue}
 */
record KindRules(Set<Verb> required, Set<Verb> forbidden, Set<Verb> mayFail) {
    private static final Set<Verb> SWITCHES = EnumSet.of(Verb.SWITCH_BEHIND, Verb.TURN_FRONT, Verb.SMOKE_TEST);
    private static final Set<Verb> CLOSED =
            EnumSet.of(Verb.CHECK_READINESS, Verb.FENCE_PRIMARY, Verb.FINAL_SYNC, Verb.PROVE_VERSIONS, Verb.PROMOTE);

    private static final Set<Verb> DRILLED = Arrays.stream(Verb.values())
            .filter(verb -> verb.stage() == Stage.REHEARSAL)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<Verb> REHEARSED =
            EnumSet.of(Verb.CHECK_READINESS, Verb.VERIFY_PARITY, Verb.WARM_WAREHOUSE);

    static KindRules of(RunbookKind kind) {
        return switch (kind) {
            case PLANNED_FAILOVER ->
                new KindRules(
                        with(CLOSED, SWITCHES, EnumSet.of(Verb.PROVE_AGAIN, Verb.RELEASE_REVERSE)),
                        with(DRILLED, EnumSet.of(Verb.MEASURE_LOSS, Verb.HOLD_REVERSE)),
                        EnumSet.of(Verb.ALIGN_BEHIND, Verb.PROVE_AGAIN));
            case FORCED_FAILOVER ->
                new KindRules(
                        with(
                                SWITCHES,
                                EnumSet.of(Verb.CHECK_TARGET, Verb.MEASURE_LOSS, Verb.PROMOTE, Verb.HOLD_REVERSE)),
                        // Forced mode clones nothing: it promotes what was last replicated.
                        with(
                                DRILLED,
                                EnumSet.of(
                                        Verb.SYNC_WHILE_OPEN,
                                        Verb.FINAL_SYNC,
                                        Verb.REVERSE_SYNC,
                                        Verb.PROVE_AGAIN,
                                        Verb.RELEASE_REVERSE)),
                        EnumSet.of(Verb.FENCE_PRIMARY, Verb.OPEN_STANDBY_JOBS, Verb.ALIGN_BEHIND));
            case FAILBACK ->
                new KindRules(
                        with(
                                CLOSED,
                                SWITCHES,
                                EnumSet.of(
                                        Verb.SEARCH_STRANDED,
                                        Verb.REVERSE_SYNC,
                                        Verb.VERIFY_PARITY,
                                        Verb.PROVE_AGAIN,
                                        Verb.RELEASE_REVERSE)),
                        with(DRILLED, EnumSet.of(Verb.MEASURE_LOSS, Verb.HOLD_REVERSE)),
                        EnumSet.of(Verb.ALIGN_BEHIND, Verb.PROVE_AGAIN));
            case DRILL ->
                new KindRules(
                        EnumSet.of(Verb.CHECK_OBJECTIVES, Verb.CLEAN_UP),
                        // It moves, closes and copies nothing.
                        EnumSet.complementOf(EnumSet.copyOf(with(DRILLED, REHEARSED))),
                        // A drill tells of everything that it can: one miss does not hide the next.
                        EnumSet.of(
                                Verb.CHECK_READINESS,
                                Verb.VERIFY_PARITY,
                                Verb.COMPARE_LOOKUPS,
                                Verb.REHEARSE_SWITCHES));
        };
    }

    @SafeVarargs
    private static Set<Verb> with(Set<Verb>... sets) {
        Set<Verb> all = EnumSet.noneOf(Verb.class);
        Arrays.stream(sets).forEach(all::addAll);
        return all;
    }
}
