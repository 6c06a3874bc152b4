package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.delta.TableProtocol;
import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.session.SparkPlans;
import io.twinlake.sandbox.region.engine.session.StatementContext;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableType;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.analysis.UnresolvedIdentifier;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.delta.DeltaLog;
import org.jspecify.annotations.Nullable;

/** A table that a statement makes or replaces: where it goes, and its entry in the metastore. */
final class TableTarget {

    /** Delta's own default. */
    private static final int CHECKPOINT_INTERVAL = 10;

    private final StatementContext context;
    private final TableReference reference;
    private final boolean replace;
    private final Optional<TableEntry> before;
    private final String tableId;
    private final boolean managed;
    private final LakePath place;

    TableTarget(StatementContext context, LogicalPlan name, Optional<String> location, boolean replace) {
        this.context = context;
        this.reference = TableReference.of(name, context);
        this.replace = replace;
        if (reference instanceof TableReference.Named named) {
            context.registry()
                    .requireCreate(
                            named.name(),
                            replace,
                            location.orElse(null),
                            context.request().principal());
        }
        this.before = reference.entry(context);
        this.tableId = before.map(TableEntry::tableId).orElseGet(context.registry()::newTableId);
        this.managed = reference instanceof TableReference.Named
                && location.isEmpty()
                && before.map(TableTarget::isManaged).orElse(true);
        this.place = place(location);
    }

    boolean exists() {
        return reference instanceof TableReference.Placed ? log().latest().isPresent() : before.isPresent();
    }

    boolean managed() {
        return managed;
    }

    boolean replaces() {
        return replace;
    }

    TableLog log() {
        return new TableLog(context.storage(), place);
    }

    /** The table's place as the name that Delta's own statements take. */
    LogicalPlan placeAsPlan() {
        return new UnresolvedIdentifier(SparkPlans.seq(List.of("delta", place.toString())), false);
    }

    /** Refuses a name that is taken before any data is written. */
    void requireFree() {
        if (!(reference instanceof TableReference.Named named)) {
            return;
        }
        TableName name = named.name();
        if (before.isPresent() && !replace) {
            throw SqlFailure.of(
                    "TABLE_OR_VIEW_ALREADY_EXISTS",
                    "42P07",
                    "Cannot create table or view " + name.quoted() + " because it already exists.");
        }
    }

    /** Refuses a place where a table is already, unless it is to be replaced. */
    void requireEmptyPlace() {
        if (!replace && log().latest().isPresent()) {
            throw SqlFailure.of(
                    "DELTA_CREATE_TABLE_WITH_NON_EMPTY_LOCATION",
                    "42601",
                    "Cannot create table ('" + reference.display() + "'). The associated location ('" + place
                            + "') is not empty and also not a Delta table.");
        }
    }

    /** Refuses a folder of files that are no Delta table, and a table that nobody here could read. */
    void requireNoStrangersFiles() {
        Optional<TableSnapshot> there = log().latest();
        if (there.isEmpty() && !context.storage().isEmpty(place)) {
            throw SqlFailure.of(
                    "DELTA_CREATE_TABLE_WITH_NON_EMPTY_LOCATION",
                    "42601",
                    "Cannot create table ('" + reference.display() + "'). The associated location ('" + place
                            + "') is not empty and also not a Delta table.");
        }
        there.ifPresent(table -> TableProtocol.requireReadable(table.protocol(), place.toString()));
    }

    /** For REPLACE: the table must be there, unless it may be created. */
    void requireThereUnless(boolean orCreate) {
        if (!orCreate && reference instanceof TableReference.Named named) {
            context.table(named.name());
        }
        requireFree();
    }

    /** Tells the metastore of the table as it now is; a table at a place alone is none of its business. */
    void register(@Nullable String comment, boolean shallowClone) {
        if (reference instanceof TableReference.Named named) {
            TableEntry entry = Entries.of(
                    named.name(), tableId, type(shallowClone), log().latest().orElseThrow(), comment);
            context.registry().create(entry, replace, false, context.request().principal());
        }
    }

    /** Sums up a long log, which only Delta's own commits would do: a replica may never have one. */
    void checkpointWhenDue(long version) {
        if (version > 0 && version % CHECKPOINT_INTERVAL == 0) {
            DeltaLog.forTable(context.session(), place.toString()).checkpoint();
        }
    }

    /** The comment that the table had before. */
    @Nullable
    String commentBefore() {
        return before.map(TableEntry::comment).orElse(null);
    }

    private TableType type(boolean shallowClone) {
        if (shallowClone) {
            return managed ? TableType.MANAGED_SHALLOW_CLONE : TableType.EXTERNAL_SHALLOW_CLONE;
        }
        return managed ? TableType.MANAGED : TableType.EXTERNAL;
    }

    private static boolean isManaged(TableEntry entry) {
        return entry.type() == TableType.MANAGED || entry.type() == TableType.MANAGED_SHALLOW_CLONE;
    }

    /** A replaced table stays where it is, so that its history goes on. */
    private LakePath place(Optional<String> location) {
        if (reference instanceof TableReference.Placed placed) {
            return placed.place();
        }
        TableName name = ((TableReference.Named) reference).name();
        return LakePath.parse(location.or(() -> replace ? before.map(TableEntry::location) : Optional.empty())
                .orElseGet(() -> context.registry().managedLocation(name, tableId)));
    }
}
