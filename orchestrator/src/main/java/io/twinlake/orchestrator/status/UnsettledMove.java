package io.twinlake.orchestrator.status;

import io.twinlake.config.GroupName;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.run.Run;
import io.twinlake.ledger.run.RunKind;
import io.twinlake.ledger.run.RunResult;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The move of a group that is at work or was broken off, as the ledger has it; looking changes nothing. */
record UnsettledMove(Ledger ledger) {
    Optional<Run> of(GroupName group) {
        return Stream.of(RunKind.FAILOVER, RunKind.FAILBACK)
                .map(kind -> ledger.runs().latest(group, kind))
                .flatMap(Optional::stream)
                .max(Comparator.comparing(Run::startedAt))
                .filter(run -> run.result() == RunResult.RUNNING || run.result() == RunResult.INTERRUPTED);
    }
}
