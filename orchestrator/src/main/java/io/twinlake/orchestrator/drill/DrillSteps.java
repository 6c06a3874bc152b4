package io.twinlake.orchestrator.drill;

import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.config.FailoverGroup;
import io.twinlake.config.LookupProbe;
import io.twinlake.config.ObjectName;
import io.twinlake.config.RegionName;
import io.twinlake.config.ScopedCatalog;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.failover.readiness.Check;
import io.twinlake.ledger.Direction;
import io.twinlake.orchestrator.lookup.LookupRows;
import io.twinlake.orchestrator.status.GroupStatus;
import io.twinlake.runbooks.Verb;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Does the steps of one drill; what a step finds goes to the findings, and what it could not do is thrown. */
final class DrillSteps {
    private static final Duration WAREHOUSE_START = Duration.ofMinutes(10);

    private final FailoverGroup group;
    private final Direction direction;
    private final DrillParts parts;
    private final DrillTerms terms;
    private final DrillSchema schema;
    private final Findings findings;
    private final Clock clock;

    DrillSteps(
            FailoverGroup group,
            Direction direction,
            DrillParts parts,
            DrillTerms terms,
            DrillSchema schema,
            Findings findings,
            Clock clock) {
        this.group = group;
        this.direction = direction;
        this.parts = parts;
        this.terms = terms;
        this.schema = schema;
        this.findings = findings;
        this.clock = clock;
    }

    /** One sentence of outcome; empty where there is nothing to do. */
    Optional<String> perform(Verb verb) {
        return switch (verb) {
            case CHECK_READINESS -> Optional.of(checkReadiness());
            case VERIFY_PARITY -> Optional.of(verifyParity());
            case WARM_WAREHOUSE -> Optional.of(warmWarehouse());
            case CLONE_API_TABLES -> cloneApiTables();
            case COMPARE_LOOKUPS -> compareLookups();
            case REHEARSE_SWITCHES -> rehearseSwitches();
            case CLEAN_UP -> Optional.of(cleanUp());
            case CHECK_OBJECTIVES -> Optional.of(checkObjectives());
            default -> throw new IllegalArgumentException("a drill has no step " + verb.word());
        };
    }

    private String checkReadiness() {
        findings.readiness.addAll(parts.status().get().readiness());
        List<Check> wanting =
                findings.readiness.stream().filter(Check::isInTheWay).toList();
        if (!wanting.isEmpty()) {
            throw new DrillBroken(
                    wanting.size() + " of " + findings.readiness.size() + " checks are not well: "
                            + wanting.stream().map(check -> check.name().word()).collect(Collectors.joining(", ")),
                    "Each has its remedy in the report.");
        }
        long well = findings.readiness.stream().filter(Check::ok).count();
        return well + " of " + findings.readiness.size() + " checks are well; none stands in the way.";
    }

    private String verifyParity() {
        ParityReport parity = parts.compare().get();
        findings.parity.putAll(parity.counts());
        return parity.counts().get("inSync") + " of " + parity.counts().get("inScope") + " objects are in sync.";
    }

    private String warmWarehouse() {
        Instant before = clock.instant();
        String state = parts.replica().warehouse().state();
        parts.replica().warehouse().ensureRunning(WAREHOUSE_START);
        findings.rto = findings.rto.plus(Duration.between(before, clock.instant()));
        return "The warehouse of " + direction.replica() + " runs; it was " + state + ".";
    }

    private Optional<String> cloneApiTables() {
        for (ObjectName table : group.apiTables()) {
            findings.standIns.add(schema.standIn(table));
        }
        return group.apiTables().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        findings.standIns.stream().map(ObjectName::toString).collect(Collectors.joining(", "))
                                + " stand in for the API's tables.");
    }

    /** The API has one lookup by key: that of the group's first API table. */
    private Optional<String> compareLookups() {
        Optional<LookupProbe> source = group.primacy().lookup(direction.source());
        Optional<LookupProbe> replica = group.primacy().lookup(direction.replica());
        if (source.isEmpty() || replica.isEmpty() || findings.standIns.isEmpty()) {
            return Optional.empty();
        }
        ObjectName table = group.apiTables().get(0);
        String column = schema.key(table);
        List<String> keys = schema.sample(findings.standIns.get(0), column, terms.sample(), terms.seed());
        if (keys.isEmpty()) {
            throw new DrillBroken(table + " has no row at the replica", "Run `twinlake sync`.");
        }
        Map<String, String> there = new LookupRows(parts.source().statements())
                .read(table, parts.replicated().apply(table), column, keys);
        LookupRows rows = new LookupRows(parts.replica().statements());
        Map<String, String> here = rows.read(findings.standIns.get(0), Optional.empty(), column, keys);
        Latencies direct = new Latencies(keys.stream()
                .map(key -> rows.time(findings.standIns.get(0), column, key))
                .toList());
        LookupComparison lookups =
                new CompareLookups(parts.endpoint(), source.get(), replica.get()).compare(keys, there, here, direct);
        findings.lookups = Optional.of(lookups);
        findings.rto = findings.rto.plus(lookups.first());
        return Optional.of(lookups.equal() + " of " + lookups.sampled() + " keys gave the same row in both regions.");
    }

    private Optional<String> rehearseSwitches() {
        Instant before = clock.instant();
        RegionName to = direction.replica();
        for (EndpointSwitch turned : parts.switches()) {
            findings.switches.add(turned.plan(to));
        }
        findings.rto = findings.rto.plus(Duration.between(before, clock.instant()));
        return findings.switches.isEmpty()
                ? Optional.empty()
                : Optional.of(findings.switches.stream()
                        .map(DrillSteps::planned)
                        .collect(Collectors.joining("; ", "", ". Nothing was turned.")));
    }

    private static String planned(SwitchPlan plan) {
        return plan.name() + (plan.changes() ? " would turn to " : " stands already at ") + plan.to();
    }

    private String cleanUp() {
        List<String> left = schema
                .cleanUp(group.catalogs().stream().map(ScopedCatalog::name).toList())
                .stream()
                .map(ObjectName::toString)
                .toList();
        findings.left = Optional.of(left);
        if (!left.isEmpty()) {
            throw new DrillBroken("still there after it was dropped: " + String.join(", ", left), "Drop it by hand.");
        }
        return "Nothing of any drill is left in " + direction.replica() + ".";
    }

    private String checkObjectives() {
        GroupStatus now = parts.status().get();
        findings.rpo = now.lag();
        findings.objectives.addAll(new HoldObjectives(group.objectives(), findings).hold());
        long met = findings.objectives.stream().filter(Objective::met).count();
        return met + " of " + findings.objectives.size() + " objectives are met.";
    }
}
