package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SqlFunction;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableGuard;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableRegistry;
import io.twinlake.sandbox.region.metastore.TableType;
import io.twinlake.sandbox.region.metastore.ViewText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A metastore that remembers while the test runs: any catalog and schema exists; {@code shared} is a mounted share,
 * in a schema {@code kept} nothing may be replaced, and the history of a table {@code added_late} begins at version 2.
 */
final class MemoryRegistry implements TableRegistry {

    private final String account;
    private final Map<TableName, TableEntry> tables = new ConcurrentHashMap<>();
    private final List<SqlFunction> functions = new ArrayList<>();
    private final Map<TableName, TableGuard> guards = new ConcurrentHashMap<>();

    MemoryRegistry(String account) {
        this.account = account;
    }

    void addView(String name, String query, List<Column> columns) {
        addView(name, query, columns, Map.of());
    }

    void addView(String name, String query, List<Column> columns, Map<String, String> properties) {
        TableName view = TableName.parse(name);
        tables.put(
                view,
                new TableEntry(
                        view,
                        newTableId(),
                        TableType.VIEW,
                        null,
                        null,
                        columns,
                        List.of(),
                        properties,
                        null,
                        new ViewText(query, view.catalog(), view.schema()),
                        List.of(),
                        null));
    }

    void addFunction(String name, String parameters, String returns, String body) {
        TableName function = TableName.parse(name);
        functions.add(new SqlFunction(function, parameters, returns, body, function.catalog(), function.schema()));
    }

    void guard(String name, TableGuard guard) {
        guards.put(TableName.parse(name), guard);
    }

    @Override
    public List<String> catalogs() {
        return List.of("main", "gold", "shared");
    }

    @Override
    public void requireWritable(TableName name) {
        if (name.catalog().equals("shared")) {
            throw new CatalogFailure(ErrorKind.PERMISSION_DENIED, "Catalog 'shared' is read-only");
        }
    }

    @Override
    public void requireCreate(TableName name, boolean orReplace, String location, String principal) {
        requireWritable(name);
        if (orReplace && name.schema().equals("kept")) {
            throw new CatalogFailure(ErrorKind.PERMISSION_DENIED, "Nothing in schema 'kept' may be replaced");
        }
    }

    @Override
    public void requireModify(TableName name, String principal) {
        requireWritable(name);
    }

    @Override
    public Optional<TableEntry> find(TableName name) {
        if (name.catalog().equals("shared")) {
            return Optional.ofNullable(tables.get(new TableName("gold", name.schema(), name.table())));
        }
        return Optional.ofNullable(tables.get(name));
    }

    @Override
    public OptionalLong historyFrom(TableName name) {
        return OptionalLong.of(name.table().equals("added_late") ? 2 : 0);
    }

    @Override
    public OptionalLong mostFiles(TableName name) {
        return name.catalog().equals("shared") && name.table().equals("of_many_files")
                ? OptionalLong.of(1)
                : OptionalLong.empty();
    }

    @Override
    public TableGuard guard(TableName name, String principal) {
        return guards.getOrDefault(name, TableGuard.NONE);
    }

    @Override
    public Set<String> groups(String principal) {
        return principal.equals("tester") ? Set.of("testers") : Set.of();
    }

    @Override
    public List<SqlFunction> functions() {
        return functions;
    }

    @Override
    public Optional<ResultTable> informationSchema(TableName name, String principal) {
        if (!name.schema().equals("information_schema")) {
            return Optional.empty();
        }
        List<List<String>> rows = tables.keySet().stream()
                .filter(table -> table.catalog().equals(name.catalog()))
                .sorted()
                .map(table -> List.of(table.catalog(), table.schema(), table.table(), "7"))
                .toList();
        return Optional.of(new ResultTable(
                List.of(
                        new Column("table_catalog", "string", "STRING", 0, false, null),
                        new Column("table_schema", "string", "STRING", 1, false, null),
                        new Column("table_name", "string", "STRING", 2, false, null),
                        new Column("ordinal", "int", "INT", 3, false, null)),
                List.copyOf(rows)));
    }

    @Override
    public TableEntry create(TableEntry entry, boolean orReplace, boolean ifNotExists, String principal) {
        TableEntry there = tables.get(entry.name());
        if (there != null && ifNotExists) {
            return there;
        }
        if (there != null && !orReplace) {
            throw new CatalogFailure(ErrorKind.TABLE_ALREADY_EXISTS, entry.name() + " already exists");
        }
        tables.put(entry.name(), entry);
        return entry;
    }

    @Override
    public TableEntry update(TableEntry entry, String principal) {
        tables.put(entry.name(), entry);
        return entry;
    }

    @Override
    public void drop(TableName name, String principal) {
        tables.remove(name);
    }

    @Override
    public String newTableId() {
        return UUID.randomUUID().toString();
    }

    @Override
    public String managedLocation(TableName name, String tableId) {
        return "abfss://lake@" + account + ".dfs.core.windows.net/__unitystorage/tables/" + tableId;
    }
}
