package io.twinlake.sandbox.region.engine.session;

import static java.util.Objects.requireNonNull;

import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.lake.LakePath;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableGuard;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.ViewText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.analysis.AnalysisContext;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.NoSuchViewException;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.catalog.CatalogManager;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.Relation;
import org.apache.spark.sql.connector.catalog.RelationCatalog;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.View;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.delta.catalog.DeltaCatalog;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;

/**
 * The metastore's tables and views as one Spark catalog whose namespaces are {@code catalog.schema}: what SQL calls a
 * catalog needs no setting of its own, and may have any name. Delta does the reading, writing and altering.
 */
public final class RegionCatalog extends DeltaCatalog implements RelationCatalog {

    /** The name that Spark knows it by; no statement needs to write it. */
    static final String NAME = "__region__";

    private @Nullable StatementContext context;

    /** The catalog of a session. */
    public static RegionCatalog of(SparkSession session) {
        return (RegionCatalog) session.sessionState().catalogManager().catalog(NAME);
    }

    /** Gives the session its statement; before that nothing can be looked up. */
    public void bind(StatementContext statement) {
        this.context = statement;
        CatalogManager catalogs = statement.session().sessionState().catalogManager();
        setDelegateCatalog(catalogs.catalog("spark_catalog"));
        // Set by hand: Spark forgets a default catalog while it parses a view.
        catalogs.setCurrentCatalog(NAME);
        use(new Namespace(statement.request().catalog(), statement.request().schema()));
    }

    public StatementContext context() {
        return requireNonNull(context, "the session has no statement");
    }

    /** The catalog and schema that complete short names now. */
    public Namespace namespace() {
        String[] current = context().session().sessionState().catalogManager().currentNamespace();
        return new Namespace(current[0], current[1]);
    }

    public void use(Namespace namespace) {
        context().session().sessionState().catalogManager().setCurrentNamespace(new String[] {
            namespace.catalog(), namespace.schema()
        });
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String[] defaultNamespace() {
        return new String[] {"main", "default"};
    }

    @Override
    public boolean namespaceExists(String[] namespace) {
        return true;
    }

    @Override
    public boolean tableExists(Identifier ident) {
        return isPathIdentifier(ident)
                ? super.tableExists(ident)
                : find(ident).filter(entry -> entry.view() == null).isPresent();
    }

    @Override
    public Relation loadRelation(Identifier ident) throws NoSuchTableException {
        ViewText view = isPathIdentifier(ident)
                ? null
                : find(ident).map(TableEntry::view).orElse(null);
        return view == null ? loadTable(ident) : view(ident, view);
    }

    @Override
    public Table loadTable(Identifier ident) {
        if (isPathIdentifier(ident)) {
            return super.loadTable(ident);
        }
        if (isFile(ident)) {
            throw SparkPlans.thrown(new NoSuchTableException(ident));
        }
        TableName name = nameOf(ident);
        Optional<ResultTable> computed =
                context().registry().informationSchema(name, context().request().principal());
        if (computed.isPresent()) {
            return new ComputedTable(name, computed.get());
        }
        return find(ident)
                .map(TableEntry::location)
                .<Table>map(location -> {
                    context().requireFewFiles(name, () -> log(location).latest().orElseThrow());
                    return deltaTable(name, location);
                })
                .orElseThrow(() -> SparkPlans.thrown(new NoSuchTableException(ident)));
    }

    @Override
    public Table loadTable(Identifier ident, String version) {
        requireHistory(ident, () -> Long.parseLong(version));
        return super.loadTable(ident, version);
    }

    @Override
    public Table loadTable(Identifier ident, long timestamp) {
        requireHistory(ident, () -> versionAt(ident, timestamp));
        return super.loadTable(ident, timestamp);
    }

    private void requireHistory(Identifier ident, LongSupplier version) {
        if (!isPathIdentifier(ident)) {
            context().requireUnguarded(nameOf(ident));
            context().requireHistory(nameOf(ident), version);
        }
    }

    private long versionAt(Identifier ident, long micros) {
        String location = requireNonNull(context().table(nameOf(ident)).location(), "what travels is a table");
        return log(location).versionAt(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private TableLog log(String location) {
        return new TableLog(context().storage(), LakePath.parse(location));
    }

    @Override
    public View loadView(Identifier ident) throws NoSuchViewException {
        ViewText view = find(ident).map(TableEntry::view).orElse(null);
        if (view == null) {
            throw new NoSuchViewException(ident);
        }
        return view(ident, view);
    }

    @Override
    public boolean functionExists(Identifier ident) {
        return false;
    }

    @Override
    public UnboundFunction loadFunction(Identifier ident) throws NoSuchFunctionException {
        throw new NoSuchFunctionException(ident);
    }

    private View view(Identifier ident, ViewText view) {
        TableEntry entry = context().table(nameOf(ident));
        Namespace scope = new Namespace(view.catalog(), view.schema());
        context().writtenIn(scope, view.query());
        ViewQuery query = ViewQuery.of(context().session(), view.query(), entry);
        context().writtenIn(scope, query.text());
        return new View.Builder()
                .withColumns(SqlTypes.catalogColumns(query.columns()))
                .withQueryText(query.text())
                .withCurrentCatalog(NAME)
                .withCurrentNamespace(new String[] {view.catalog(), view.schema()})
                .withQueryColumnNames(query.names().toArray(String[]::new))
                // Spark lets a view call only those functions of the session that it is said to.
                .withProperties(Map.of(
                        CatalogTable.VIEW_REFERRED_TEMP_FUNCTION_NAMES(),
                        context().calledNames()))
                .build();
    }

    @Override
    public Identifier[] listViews(String... namespace) {
        return new Identifier[0];
    }

    @Override
    public View createView(Identifier ident, View view) {
        throw new UnsupportedOperationException("Views are made in the metastore");
    }

    @Override
    public View replaceView(Identifier ident, View view) {
        throw new UnsupportedOperationException("Views are replaced in the metastore");
    }

    @Override
    public boolean dropView(Identifier ident) {
        throw new UnsupportedOperationException("Views are dropped in the metastore");
    }

    @Override
    public void renameView(Identifier from, Identifier to) {
        throw new UnsupportedOperationException("Views are renamed in the metastore");
    }

    private DeltaTableV2 deltaTable(TableName name, String location) {
        return DeltaTableV2.apply(
                context().session(),
                new Path(location),
                Option.empty(),
                Option.apply(name.quoted()),
                Map$.MODULE$.empty(),
                Option.empty());
    }

    private Optional<TableEntry> find(Identifier ident) {
        return isFile(ident) ? Optional.empty() : context().find(nameOf(ident));
    }

    /** A file's path in a format's name, which Spark looks for where there is no such table; no table's name has a slash. */
    private static boolean isFile(Identifier ident) {
        return ident.name().indexOf('/') >= 0;
    }

    /** What hides rows and values of a relation; nothing does of one that is read by its path. */
    TableGuard guard(Identifier ident) {
        return isPathIdentifier(ident) || isFile(ident)
                ? TableGuard.NONE
                : context().guard(nameOf(ident));
    }

    private TableName nameOf(Identifier ident) {
        List<String> parts = new ArrayList<>(List.of(ident.namespace()));
        parts.add(ident.name());
        // A view's two-part names belong to the catalog that the view was written in.
        Seq<String> viewScope = AnalysisContext.get().catalogAndNamespace();
        String catalog = viewScope.size() > 1 ? viewScope.apply(1) : namespace().catalog();
        return TableName.resolve(parts, catalog, namespace().schema());
    }
}
