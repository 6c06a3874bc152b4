package io.twinlake.orchestrator.drill.rehearse;

import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.config.primacy.LookupProbe;
import io.twinlake.orchestrator.drill.report.Latencies;
import io.twinlake.orchestrator.drill.report.LookupComparison;
import io.twinlake.orchestrator.lookup.LookupRows;
import io.twinlake.orchestrator.step.StepFailed;
import io.twinlake.orchestrator.step.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks both regions for the same rows. The API has one lookup by key: that of the group's first API table. */
final class LookUpInBoth implements DrillAction {
    @Override
    public StepResult perform(DrillContext drill) {
        FailoverGroup group = drill.group().config();
        Optional<LookupProbe> primary = group.primacy().lookup(drill.standing().serving());
        Optional<LookupProbe> secondary =
                group.primacy().lookup(drill.standing().standby());
        if (primary.isEmpty()
                || secondary.isEmpty()
                || drill.findings().standIns().isEmpty()) {
            return StepResult.skipped(DrillAction.NOTHING);
        }
        ObjectName table = group.apiTables().get(0);
        ObjectName standIn = drill.findings().standIns().get(0);
        String column = drill.schema().key(table);
        List<String> keys = drill.schema().sample(standIn, column, drill.sample(), drill.seed());
        if (keys.isEmpty()) {
            throw StepFailed.broken(table + " has no row at the replica.", "Run `twinlake sync`.");
        }
        Map<String, String> there =
                new LookupRows(drill.source().statements()).read(table, replicated(drill, table), column, keys);
        LookupRows replica = new LookupRows(drill.replica().statements());
        Map<String, String> here = replica.read(standIn, Optional.empty(), column, keys);
        Latencies direct = new Latencies(
                keys.stream().map(key -> replica.time(standIn, column, key)).toList());
        LookupComparison lookups = new CompareLookups(drill.group().lookups(), primary.get(), secondary.get())
                .compare(keys, there, here, direct);
        drill.findings().keepLookups(lookups);
        return StepResult.done(
                lookups.equal() + " of " + lookups.sampled() + " keys gave the same row in both regions.");
    }

    /** The source's version of a table that the replica holds. Before the first sync after a promotion, the ledger tells of the other direction. */
    private static Optional<Long> replicated(DrillContext drill, ObjectName table) {
        return drill.group()
                .ledger()
                .states()
                .find(drill.group().name(), SecurableKind.TABLE, table)
                .map(state -> state.in(drill.standing().serving()).version());
    }
}
