package io.twinlake.orchestrator.drill;

import io.twinlake.catalogsync.parity.ParityReport;
import io.twinlake.catalogsync.parity.Tier;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.config.Endpoints;
import io.twinlake.config.GatewayBackend;
import io.twinlake.config.ObjectName;
import io.twinlake.config.RegionName;
import io.twinlake.config.ScopedCatalog;
import io.twinlake.config.SecurableKind;
import io.twinlake.failover.Switches;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.SwitchPlan;
import io.twinlake.failover.readiness.Check;
import io.twinlake.ledger.Standing;
import io.twinlake.ledger.run.RunId;
import io.twinlake.orchestrator.group.ProtectedGroup;
import io.twinlake.orchestrator.lookup.LookupRows;
import io.twinlake.orchestrator.status.GroupStatus;
import io.twinlake.orchestrator.status.ReadStatus;
import io.twinlake.orchestrator.verify.Verification;
import io.twinlake.runbooks.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does the steps of one drill; what a step finds goes to the findings, and what it could not do is thrown. */
final class DrillSteps {
    private static final Duration WAREHOUSE_START = Duration.ofMinutes(10);

    private final ProtectedGroup group;
    private final Standing standing;
    private final DrillTerms terms;
    private final DrillSchema schema;
    private final Findings findings;

    /** @param guard called right before each write of something new */
    DrillSteps(
            ProtectedGroup group, Standing standing, RunId run, Runnable guard, DrillTerms terms, Findings findings) {
        this.group = group;
        this.standing = standing;
        this.terms = terms;
        this.schema = new DrillSchema(group.name(), replica(), run, guard);
        this.findings = findings;
    }

    private Workspace replica() {
        return group.workspace(standing.standby());
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
        findings.readiness.addAll(new ReadStatus(group).asked().readiness());
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
        ParityReport parity = new Verification(group).run(Tier.METADATA).parity();
        findings.parity.putAll(parity.counts());
        return parity.counts().get("inSync") + " of " + parity.counts().get("inScope") + " objects are in sync.";
    }

    private String warmWarehouse() {
        Instant before = group.clock().instant();
        String state = replica().warehouse().state();
        replica().warehouse().ensureRunning(WAREHOUSE_START);
        findings.rto = findings.rto.plus(Duration.between(before, group.clock().instant()));
        return "The warehouse of " + standing.standby() + " runs; it was " + state + ".";
    }

    private Optional<String> cloneApiTables() {
        for (ObjectName table : group.config().apiTables()) {
            findings.standIns.add(schema.standIn(table));
        }
        return group.config().apiTables().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        findings.standIns.stream().map(ObjectName::toString).collect(Collectors.joining(", "))
                                + " stand in for the API's tables.");
    }

    /** The API has one lookup by key: that of the group's first API table. */
    private Optional<String> compareLookups() {
        Optional<GatewayBackend> gateway = group.config().endpoints().flatMap(Endpoints::gateway);
        if (gateway.isEmpty() || findings.standIns.isEmpty()) {
            return Optional.empty();
        }
        ObjectName table = group.config().apiTables().get(0);
        String column = schema.key(table);
        List<String> keys = schema.sample(findings.standIns.get(0), column, terms.sample(), terms.seed());
        if (keys.isEmpty()) {
            throw new DrillBroken(table + " has no row at the replica", "Run `twinlake sync`.");
        }
        Endpoints endpoints = group.config().endpoints().orElseThrow();
        Map<String, String> there = new LookupRows(
                        group.workspace(standing.serving()).statements())
                .read(table, replicated(table), column, keys);
        LookupRows replica = new LookupRows(replica().statements());
        Map<String, String> here = replica.read(findings.standIns.get(0), Optional.empty(), column, keys);
        Latencies direct = new Latencies(keys.stream()
                .map(key -> replica.time(findings.standIns.get(0), column, key))
                .toList());
        LookupComparison lookups = new CompareLookups(
                        group.lookups(),
                        endpoints.lookup(standing.serving()).url(),
                        endpoints.lookup(standing.standby()).url(),
                        gateway.get().probe())
                .compare(keys, there, here, direct);
        findings.lookups = Optional.of(lookups);
        findings.rto = findings.rto.plus(lookups.first());
        return Optional.of(lookups.equal() + " of " + lookups.sampled() + " keys gave the same row in both regions.");
    }

    private Optional<String> rehearseSwitches() {
        Instant before = group.clock().instant();
        RegionName to = standing.standby();
        for (EndpointSwitch turned : switches()) {
            findings.switches.add(turned.plan(to));
        }
        findings.rto = findings.rto.plus(Duration.between(before, group.clock().instant()));
        return findings.switches.isEmpty()
                ? Optional.empty()
                : Optional.of(findings.switches.stream()
                        .map(DrillSteps::planned)
                        .collect(Collectors.joining("; ", "", ". Nothing was turned.")));
    }

    /** Those that a move would turn; the Function that it would leave is not asked. */
    private List<EndpointSwitch> switches() {
        Switches all = group.switches();
        return Stream.of(all.lookup(standing.standby()), all.gateway())
                .flatMap(Optional::stream)
                .toList();
    }

    /** The source's version of a table that the replica holds. Before the first sync after a promotion, the ledger tells of the other direction. */
    private Optional<Long> replicated(ObjectName table) {
        return group.ledger()
                .states()
                .find(group.name(), SecurableKind.TABLE, table)
                .map(state -> state.in(standing.serving()).version());
    }

    private static String planned(SwitchPlan plan) {
        return plan.name() + (plan.changes() ? " would turn to " : " stands already at ") + plan.to();
    }

    private String cleanUp() {
        List<String> left =
                schema
                        .cleanUp(group.config().catalogs().stream()
                                .map(ScopedCatalog::name)
                                .toList())
                        .stream()
                        .map(ObjectName::toString)
                        .toList();
        findings.left = Optional.of(left);
        if (!left.isEmpty()) {
            throw new DrillBroken("still there after it was dropped: " + String.join(", ", left), "Drop it by hand.");
        }
        return "Nothing of any drill is left in " + standing.standby() + ".";
    }

    private String checkObjectives() {
        GroupStatus now = new ReadStatus(group).asked();
        findings.rpo = now.lag();
        findings.objectives.addAll(new HoldObjectives(group.config().objectives(), findings).hold());
        long met = findings.objectives.stream().filter(Objective::met).count();
        return met + " of " + findings.objectives.size() + " objectives are met.";
    }
}
