package io.twinlake.orchestrator.move.report;

import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.step.StepRecord;
import io.twinlake.orchestrator.move.LastReplicated;
import io.twinlake.orchestrator.move.Loss;
import io.twinlake.orchestrator.step.Fact;
import io.twinlake.runbooks.RunbookKind;
import io.twinlake.runbooks.Verb;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whose writes a move has left behind: in a forced move every table's, in another one those that were found behind the promotion. */
record ReadLoss(Ledger ledger, Run run, RunbookKind kind, Map<String, StepRecord> records) {
    List<Loss> all() {
        if (kind == RunbookKind.FORCED_FAILOVER) {
            return new LastReplicated(ledger).of(run);
        }
        List<String> found = found();
        return found.isEmpty() ? List.of() : found(found);
    }

    /** A table that the ledger does not know came into being behind the proof. */
    private List<Loss> found(List<String> names) {
        Map<String, Loss> replicated = new LastReplicated(ledger)
                .of(run).stream().collect(Collectors.toMap(Loss::object, Function.identity()));
        return names.stream()
                .map(name -> replicated.getOrDefault(name, new Loss(name, Optional.empty(), Optional.empty())))
                .sorted(Comparator.comparing(Loss::known))
                .toList();
    }

    private List<String> found() {
        return Optional.ofNullable(records.get(Verb.PROVE_AGAIN.word()))
                .map(record -> record.details().get(Fact.LEFT_BEHIND))
                .map(names -> names.lines().toList())
                .orElse(List.of());
    }
}
