package io.twinlake.sandbox.region.metastore.objects;

import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.metastore.GuardCall;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableGuard;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.journal.Journal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Row filters and column masks of tables. */
public final class Guards {

    private final Journal journal;
    private final Shelves shelves;
    private final Access access;
    private final Tables tables;

    Guards(Journal journal, Shelves shelves, Access access, Tables tables) {
        this.journal = journal;
        this.shelves = shelves;
        this.access = access;
        this.tables = tables;
    }

    /** What is set on the table itself. */
    public TableGuard of(TableName table) {
        return shelves.guards.get(ref(table).key()).orElse(TableGuard.NONE);
    }

    /** Lets only those rows through for which the function is true; null lets all through again. */
    public void filter(Caller caller, TableName table, @Nullable GuardCall filter) {
        change(caller, table, entry -> {
            if (filter != null) {
                requireTable(entry);
                requireFilter(caller, filter);
                requireColumns(entry, filter);
            }
            return of(table).withFilter(filter);
        });
    }

    /** Shows what the function gives in the place of the column's value; null shows the value again. */
    public void mask(Caller caller, TableName table, String column, @Nullable GuardCall mask) {
        change(caller, table, entry -> {
            requireColumn(entry, column);
            if (mask != null) {
                requireTable(entry);
                function(caller, mask.of(column));
                requireColumns(entry, mask);
            }
            return of(table).withMask(column, mask);
        });
    }

    private void change(Caller caller, TableName table, Function<TableEntry, TableGuard> change) {
        journal.exclusively(() -> {
            TableEntry entry = tables.recorded(table);
            access.requireManage(caller, ref(table));
            TableGuard guard = change.apply(entry);
            Batch batch = new Batch();
            journal.commit(
                    guard.isNone()
                            ? batch.remove(shelves.guards, ref(table).key())
                            : batch.put(shelves.guards, ref(table).key(), guard));
            return guard;
        });
    }

    private static void requireTable(TableEntry entry) {
        if (entry.isView()) {
            throw new CatalogFailure(
                    ErrorKind.EXPECT_TABLE_NOT_VIEW,
                    entry.name().quoted() + " is a view and can have no row filter and no column mask.");
        }
        if (entry.properties().keySet().stream().anyMatch(key -> key.startsWith("delta.constraints."))) {
            throw invalid("Row level security policies and column mask policies for " + entry.fullName()
                    + " are not supported: the table has CHECK constraints.");
        }
    }

    private FunctionEntry function(Caller caller, GuardCall call) {
        String name = call.function().fullName();
        FunctionEntry function = shelves.functions.get(name).orElseThrow(() -> SecurableKind.FUNCTION.missing(name));
        access.require(caller, new SecurableRef(SecurableKind.FUNCTION, name), "EXECUTE");
        if (!function.language().equals("SQL") || function.isTableFunction()) {
            throw invalid("'" + name + "' cannot filter or mask: it must be a scalar function in SQL.");
        }
        int passed = call.arguments().size();
        if (passed != function.parameters().size()) {
            throw invalid("'" + name + "' takes " + function.parameters().size() + " arguments, and " + passed
                    + " are passed.");
        }
        return function;
    }

    /** Refuses a function with these arguments that cannot filter, or that the caller may not run. */
    void requireFilter(Caller caller, GuardCall filter) {
        FunctionEntry function = function(caller, filter);
        if (!function.returns().equalsIgnoreCase("boolean")) {
            throw invalid("'" + function.fullName() + "' cannot filter: it returns " + function.returns()
                    + " and not BOOLEAN.");
        }
    }

    private static void requireColumns(TableEntry table, GuardCall call) {
        call.columns().forEach(column -> requireColumn(table, column));
    }

    private static void requireColumn(TableEntry table, String column) {
        if (table.columns().stream().noneMatch(held -> held.name().equalsIgnoreCase(column))) {
            throw invalid("Table '" + table.fullName() + "' has no column '" + column + "'.");
        }
    }

    private static CatalogFailure invalid(String message) {
        return new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, message);
    }

    private static SecurableRef ref(TableName table) {
        return new SecurableRef(SecurableKind.TABLE, table.fullName());
    }
}
