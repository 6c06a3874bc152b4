package io.twinlake.orchestrator.status;

import io.twinlake.catalogsync.sharing.CatalogShares;
import io.twinlake.clients.CallLimits;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.databricks.Workspace;
import io.twinlake.clients.databricks.sql.Identifiers;
import io.twinlake.clients.databricks.sql.Statement;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.failover.readiness.Check;
import io.twinlake.failover.readiness.CheckName;
import io.twinlake.orchestrator.group.ProtectedGroup;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether each region of a group reads what the other shares with it: one row of one table through each mount. Rights and shares can be whole while a
 * firewall keeps a warehouse from the other region's storage. A warehouse that rests is left alone, for a statement would start it.
 */
public final class MountsChecks {
    /** For all calls to one region. */
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private static final Duration STATEMENT = Duration.ofSeconds(30);
    private static final String AT_WORK = "RUNNING";

    private final FailoverGroup group;
    private final Function<RegionName, Workspace> workspaces;

    public MountsChecks(ProtectedGroup group) {
        this(group.config(), region -> group.workspace(region, CallLimits.within(WITHIN)));
    }

    /** @param workspaces opens a region's workspace */
    MountsChecks(FailoverGroup group, Function<RegionName, Workspace> workspaces) {
        this.group = group;
        this.workspaces = workspaces;
    }

    /** One check for each region, the one that is copied to first. */
    public List<Check> of(RegionName serving) {
        return Stream.of(group.otherThan(serving), serving).map(this::check).toList();
    }

    private Check check(RegionName reader) {
        RegionName sharer = group.otherThan(reader);
        try {
            Workspace there = workspaces.apply(reader);
            List<ObjectName> tables = shared(workspaces.apply(sharer)).stream()
                    .filter(table -> isMounted(table, there))
                    .toList();
            if (tables.isEmpty()) {
                return Check.well(CheckName.MOUNTS, "Nothing of " + sharer + " is mounted in " + reader + " yet.");
            }
            String warehouse = there.warehouse().state();
            if (!warehouse.equals(AT_WORK)) {
                return Check.well(
                        CheckName.MOUNTS,
                        "Whether " + reader + " reads what " + sharer + " shares was not asked: its warehouse is "
                                + warehouse + ", and a statement would start it.");
            }
            return read(tables, there, sharer);
        } catch (ClientException failure) {
            return Check.failing(
                    CheckName.MOUNTS,
                    "Whether " + reader + " reads what " + sharer + " shares was not told: " + failure.getMessage(),
                    failure.category().nextOfObject());
        }
    }

    private List<ObjectName> shared(Workspace sharer) {
        return group.catalogs().stream()
                .flatMap(catalog ->
                        CatalogShares.read(sharer.sharing(), group.name(), catalog.name()).oneOfEach().stream())
                .toList();
    }

    private static boolean isMounted(ObjectName table, Workspace there) {
        return there.catalog()
                .find(SecurableKind.CATALOG, ObjectName.of(table.catalog()))
                .isPresent();
    }

    private static Check read(List<ObjectName> tables, Workspace there, RegionName sharer) {
        for (ObjectName table : tables) {
            try {
                there.statements()
                        .run(Statement.reading("SELECT * FROM " + Identifiers.quote(table) + " LIMIT 1"), STATEMENT);
            } catch (ClientException failure) {
                return Check.failing(
                        CheckName.MOUNTS,
                        "Region " + there.region() + " does not read " + table + ", which " + sharer
                                + " shares with it: " + failure.getMessage(),
                        failure.category().nextOfObject());
            }
        }
        return Check.well(
                CheckName.MOUNTS,
                "Region " + there.region() + " reads what " + sharer + " shares with it, through " + tables.size()
                        + (tables.size() == 1 ? " mount." : " mounts."));
    }
}
