package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.config.ObjectName;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.failover.readiness.Check;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.orchestrator.drill.report.LookupComparison;
import io.twinlake.orchestrator.drill.report.Objective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a drill has found so far. Written by one thread, step after step. */
public final class Findings {
    private List<Check> readiness = List.of();
    private Optional<ParityCounts> parity = Optional.empty();
    private List<SwitchPlan> switches = List.of();
    private List<Objective> objectives = List.of();
    private final List<ObjectName> standIns = new ArrayList<>();
    private Optional<LookupComparison> lookups = Optional.empty();
    private Optional<List<String>> left = Optional.empty();
    private Optional<Duration> rpo = Optional.empty();
    private Duration rto = Duration.ZERO;

    void keepReadiness(List<Check> checks) {
        readiness = List.copyOf(checks);
    }

    void keepParity(ParityCounts counts) {
        parity = Optional.of(counts);
    }

    void addStandIn(ObjectName table) {
        standIns.add(table);
    }

    /** The secondary's first answer is part of what a move waits for. */
    void keepLookups(LookupComparison comparison) {
        lookups = Optional.of(comparison);
        countToRto(comparison.first());
    }

    void keepSwitches(List<SwitchPlan> plans) {
        switches = List.copyOf(plans);
    }

    void keepLeft(List<String> schemas) {
        left = Optional.of(List.copyOf(schemas));
    }

    void keepRpo(Optional<Duration> age) {
        rpo = age;
    }

    void keepObjectives(List<Objective> held) {
        objectives = List.copyOf(held);
    }

    void countToRto(Duration work) {
        rto = rto.plus(work);
    }

    List<ObjectName> standIns() {
        return List.copyOf(standIns);
    }

    public List<Check> readiness() {
        return readiness;
    }

    /** Empty where nothing was compared. */
    public Optional<ParityCounts> parity() {
        return parity;
    }

    public Optional<LookupComparison> lookups() {
        return lookups;
    }

    public List<SwitchPlan> switches() {
        return switches;
    }

    public List<Objective> objectives() {
        return objectives;
    }

    /** What a move's own work took in the rehearsal. */
    public Duration rto() {
        return rto;
    }

    /** How old the replica was; empty where that is not known. */
    public Optional<Duration> rpo() {
        return rpo;
    }

    /** What is still there of any drill; empty where nobody could look. */
    public Optional<List<String>> left() {
        return left;
    }
}
