package io.twinlake.orchestrator.move.report;

import io.twinlake.failover.endpoint.TurnProof;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.ledger.step.StepStatus;
import io.twinlake.orchestrator.move.SwitchFacts;
import io.twinlake.orchestrator.move.TurnFacts;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The figures that a move is judged by, from the facts that its steps left. */
record MoveTimes(Run run, RunbookKind kind, Map<String, StepRecord> records) {
    /** From the fence, in a forced move from the command, to the first good answer of the new region. */
    Optional<Duration> rto() {
        return answeredAt().flatMap(answered -> began().map(began -> Duration.between(began, answered)));
    }

    private Optional<Instant> began() {
        return kind == RunbookKind.FORCED_FAILOVER
                ? Optional.of(run.startedAt())
                : instant(Verb.FENCE_PRIMARY, Fact.CLOSED_AT);
    }

    /** From there until the last endpoint was proven to have turned everywhere; empty while one is not, or was not asked. */
    Optional<Duration> rtoProven() {
        List<TurnFacts> turns = turns();
        boolean proven = turns.stream().allMatch(TurnFacts::isProven);
        return turns.stream()
                .map(TurnFacts::at)
                .max(Comparator.naturalOrder())
                .filter(at -> proven)
                .flatMap(at -> began().map(began -> Duration.between(began, at)));
    }

    /** What was proven of the turn of each endpoint that clients meet, by steps that are done; one that no step proved was not asked. */
    List<TurnFacts> turns() {
        Map<String, TurnFacts> turns = new LinkedHashMap<>();
        for (Verb verb : List.of(Verb.SWITCH_BEHIND, Verb.TURN_FRONT)) {
            done(verb)
                    .ifPresent(record -> SwitchFacts.of(record.details())
                            .forEach(turned -> turns.put(turned.name(), unasked(turned.name(), record))));
        }
        for (Verb verb : List.of(Verb.SWITCH_BEHIND, Verb.SMOKE_TEST)) {
            done(verb)
                    .ifPresent(record -> TurnFacts.of(record.details()).forEach(turn -> turns.put(turn.name(), turn)));
        }
        return List.copyOf(turns.values());
    }

    private TurnFacts unasked(String name, StepRecord turned) {
        Instant at = turned.endedAt() == null ? run.startedAt() : turned.endedAt();
        return new TurnFacts(name, TurnProof.State.NOT_TOLD, at, "it was not asked whether all of it has turned");
    }

    private Optional<StepRecord> done(Verb verb) {
        return Optional.ofNullable(records.get(verb.word())).filter(record -> record.status() == StepStatus.DONE);
    }

    /**
     * None, by proof of versions before the promotion and behind it; from the first proof to the last commit that was found behind it; empty
     * where the second could not be made. In a forced move the age of what was promoted.
     */
    Optional<Duration> rpo() {
        Optional<Instant> promoted = instant(Verb.PROMOTE, Fact.PROMOTED_AT);
        if (kind == RunbookKind.FORCED_FAILOVER) {
            return promoted.flatMap(at -> replicatedUpTo().map(point -> notNegative(Duration.between(point, at))));
        }
        return promoted.filter(at -> fact(Verb.PROVE_VERSIONS, Fact.PROVEN).isPresent())
                .flatMap(at -> switch (proof()) {
                    case PROVEN -> Optional.of(Duration.ZERO);
                    case COMMITS_FOUND -> provenAt().map(proven -> notNegative(Duration.between(proven, lostUpTo(at))));
                    case NOT_PROVEN -> Optional.empty();
                });
    }

    /** What the search behind the promotion of a move that is not forced has shown. */
    Proof proof() {
        if (fact(Verb.PROVE_AGAIN, Fact.PROVEN_AGAIN).isPresent()) {
            return Proof.PROVEN;
        }
        return fact(Verb.PROVE_AGAIN, Fact.LEFT_BEHIND).isPresent() ? Proof.COMMITS_FOUND : Proof.NOT_PROVEN;
    }

    private Optional<Instant> provenAt() {
        return Optional.ofNullable(records.get(Verb.PROVE_VERSIONS.word())).map(StepRecord::startedAt);
    }

    private Instant lostUpTo(Instant promoted) {
        return instant(Verb.PROVE_AGAIN, Fact.LEFT_UP_TO)
                .filter(promoted::isBefore)
                .orElse(promoted);
    }

    Optional<Instant> replicatedUpTo() {
        return instant(Verb.MEASURE_LOSS, Fact.REPLICATED_UP_TO);
    }

    /** Through the front where the group has one, else from what stands behind it. */
    private Optional<Instant> answeredAt() {
        return Stream.of(Verb.TURN_FRONT, Verb.SWITCH_BEHIND)
                .map(verb -> instant(verb, Fact.ANSWERED_AT))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Instant> instant(Verb verb, String name) {
        return fact(verb, name).map(Instant::parse);
    }

    private Optional<String> fact(Verb verb, String name) {
        return Optional.ofNullable(records.get(verb.word()))
                .flatMap(record -> Optional.ofNullable(record.details().get(name)));
    }

    /** The source's clock may be ahead of ours. */
    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
