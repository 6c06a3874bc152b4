package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.config.name.ObjectName;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.failover.readiness.Check;
import io.twinlake.ledger.parity.ParityCounts;
import io.twinlake.orchestrator.drill.report.DrillReport;
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
    private final List<SwitchPlan> switches = new ArrayList<>();
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

    SwitchPlan keep(SwitchPlan plan) {
        switches.add(plan);
        return plan;
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

    /** What a move's own work took so far. */
    Duration rto() {
        return rto;
    }

    /** How old the replica was; empty where that is not known. */
    Optional<Duration> rpo() {
        return rpo;
    }

    Optional<LookupComparison> lookups() {
        return lookups;
    }

    /** All of it, for the report. */
    public DrillReport.Found found() {
        return new DrillReport.Found(readiness, parity, lookups, switches, objectives, rto, rpo, left);
    }
}
