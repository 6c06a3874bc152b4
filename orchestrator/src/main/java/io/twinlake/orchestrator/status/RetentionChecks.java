package io.twinlake.orchestrator.status;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Literals;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.failover.readiness.Check;
import io.twinlake.failover.readiness.CheckName;
import io.twinlake.failover.tables.ListTables;
import io.twinlake.failover.tables.ListedTable;
import io.twinlake.failover.tables.Unread;
import io.twinlake.orchestrator.group.ProtectedGroup;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the tables of a group keep their history for as long as its objective lets a region be away. Behind a longer outage what was committed in
 * the region and never replicated is kept whole, and the table is copied anew. Lists the tables, and asks none of them.
 */
public final class RetentionChecks {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final int NAMED = 5;

    private final FailoverGroup group;
    private final Function<RegionName, Workspace> workspaces;

    public RetentionChecks(ProtectedGroup group) {
        this(group.config(), region -> group.workspace(region, CallLimits.within(WITHIN)));
    }

    /** @param workspaces opens a region's workspace */
    RetentionChecks(FailoverGroup group, Function<RegionName, Workspace> workspaces) {
        this.group = group;
        this.workspaces = workspaces;
    }

    /** One check for each region, the one that serves first. */
    public List<Check> of(RegionName serving) {
        return Stream.of(serving, group.otherThan(serving))
                .map(region -> check(region, serving))
                .toList();
    }

    private Check check(RegionName region, RegionName serving) {
        try {
            Workspace workspace = workspaces.apply(region);
            Unread unread = new Unread(workspace);
            List<ListedTable> tables = new ListTables(group, workspace, unread).list();
            return unread.named().isEmpty()
                    ? check(tables, region, serving)
                    : untold(region, String.join("; ", unread.named()));
        } catch (ClientException failure) {
            return untold(region, String.valueOf(failure.getMessage()));
        }
    }

    private Check check(List<ListedTable> tables, RegionName region, RegionName serving) {
        Duration outage = group.objectives().outage();
        List<ListedTable> shorter = tables.stream()
                .filter(table -> !table.retention().shorterThan(outage).isEmpty())
                .toList();
        String objective = hours(outage) + " h of an outage";
        if (shorter.isEmpty()) {
            return Check.well(
                    CheckName.RETENTION,
                    "All " + tables.size() + " tables in " + region + " keep their history for " + objective + ".");
        }
        String more = shorter.size() > NAMED ? "; and " + (shorter.size() - NAMED) + " more" : "";
        return Check.failing(
                CheckName.RETENTION,
                shorter.size() + " tables in " + region + " keep their history for less than " + objective + ": "
                        + joined(
                                shorter,
                                table -> table.name() + " " + table.retention().shorterThan(outage))
                        + more + ". Behind a longer one what only they hold is kept whole, and they are copied anew.",
                "Have this run in " + serving + ", from where a sync carries it over: "
                        + joined(shorter, table -> raising(table, outage)) + more + ".");
    }

    private static String joined(List<ListedTable> tables, Function<ListedTable, String> said) {
        return tables.stream().limit(NAMED).map(said).collect(Collectors.joining("; "));
    }

    private static String raising(ListedTable table, Duration outage) {
        SortedMap<String, String> raised = new TreeMap<>();
        table.retention()
                .shorterThan(outage)
                .keySet()
                .forEach(property -> raised.put(property, "interval " + hours(outage) + " hours"));
        return "ALTER TABLE " + Identifiers.quote(table.name()) + " SET TBLPROPERTIES " + Literals.properties(raised);
    }

    /** Rounded up. */
    private static long hours(Duration outage) {
        return outage.plusHours(1).minusNanos(1).toHours();
    }

    private static Check untold(RegionName region, String why) {
        return Check.failing(
                CheckName.RETENTION,
                "How long tables in " + region + " keep their history was not told: " + why,
                "See whether the workspace of " + region + " is up, and what Twinlake may see there.");
    }
}
