package io.twinlake.orchestrator.drill;

import io.twinlake.config.ObjectName;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.failover.readiness.Check;
import io.twinlake.ledger.parity.ParityCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a drill has found so far. Written by one thread, step after step. */
final class Findings {
    final List<Check> readiness = new ArrayList<>();
    final List<SwitchPlan> switches = new ArrayList<>();
    final List<Objective> objectives = new ArrayList<>();
    final List<ObjectName> standIns = new ArrayList<>();
    Optional<ParityCounts> parity = Optional.empty();
    Optional<LookupComparison> lookups = Optional.empty();
    Optional<List<String>> left = Optional.empty();
    Optional<Duration> rpo = Optional.empty();
    Duration rto = Duration.ZERO;

    /** Whether a step ended in a way that nobody has foreseen. */
    boolean broken;
}
