package io.twinlake.sandbox.region;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.metastore.SqlFunction;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableGuard;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableRegistry;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.information.InformationSchema;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The metastore as the region's SQL engine sees it. */
final class EngineRegistry implements TableRegistry {

    private final Metastore metastore;
    private final InformationSchema information;

    EngineRegistry(Metastore metastore, InformationSchema information) {
        this.metastore = metastore;
        this.information = information;
    }

    @Override
    public List<String> catalogs() {
        return metastore.shelves().catalogs.keysUnder("");
    }

    @Override
    public void requireWritable(TableName name) {
        metastore.schemas().requireWritable(name.catalog(), name.schema());
    }

    @Override
    public void requireCreate(TableName name, boolean orReplace, @Nullable String location, String principal) {
        metastore.tables().requireCreate(caller(principal), name, orReplace, location);
    }

    @Override
    public void requireModify(TableName name, String principal) {
        metastore.tables().requireModify(caller(principal), name);
    }

    @Override
    public Optional<TableEntry> find(TableName name) {
        return metastore.tables().find(name);
    }

    @Override
    public OptionalLong historyFrom(TableName name) {
        return metastore.tables().historyFrom(name);
    }

    @Override
    public OptionalLong mostFiles(TableName name) {
        return metastore.tables().mostFiles(name);
    }

    @Override
    public TableGuard guard(TableName name, String principal) {
        return metastore.policies().guard(name, metastore.principals().acting(principal));
    }

    @Override
    public Set<String> groups(String principal) {
        return metastore.principals().acting(principal).groups();
    }

    @Override
    public List<SqlFunction> functions() {
        return metastore.shelves().functions.all().stream()
                .filter(function -> function.language().equals("SQL"))
                .map(EngineRegistry::toSql)
                .toList();
    }

    private static SqlFunction toSql(FunctionEntry function) {
        return new SqlFunction(
                function.name(),
                function.parameters().stream().map(EngineRegistry::toSql).collect(Collectors.joining(", ")),
                function.isTableFunction()
                        ? function.returnColumns().stream()
                                .map(EngineRegistry::toSql)
                                .collect(Collectors.joining(", ", "TABLE (", ")"))
                        : function.returns(),
                function.definition(),
                function.catalog(),
                function.schema());
    }

    private static String toSql(FunctionEntry.Parameter parameter) {
        String typed = "`" + parameter.name().replace("`", "``") + "` " + parameter.typeText();
        return parameter.defaultValue() == null ? typed : typed + " DEFAULT " + parameter.defaultValue();
    }

    @Override
    public Optional<ResultTable> informationSchema(TableName name, String principal) {
        // A query that is described, not run, has no principal: it needs the columns and gets no rows.
        Caller caller = metastore.principals().caller(principal).orElse(new Caller(principal, Set.of(), Set.of()));
        return information.relation(name, caller);
    }

    @Override
    public TableEntry create(TableEntry entry, boolean orReplace, boolean ifNotExists, String principal) {
        return metastore.tables().create(caller(principal), entry, orReplace, ifNotExists);
    }

    @Override
    public TableEntry update(TableEntry entry, String principal) {
        return metastore.tables().update(caller(principal), entry.name(), recorded -> entry);
    }

    @Override
    public void drop(TableName name, String principal) {
        metastore.tables().drop(caller(principal), name);
    }

    @Override
    public String newTableId() {
        return UUID.randomUUID().toString();
    }

    @Override
    public String managedLocation(TableName name, String tableId) {
        return metastore.managedLocation(name, tableId);
    }

    private Caller caller(String principal) {
        return metastore
                .principals()
                .caller(principal)
                .orElseThrow(() -> new CatalogFailure(
                        ErrorKind.PRINCIPAL_DOES_NOT_EXIST, "Could not find principal with name " + principal + "."));
    }
}
