package io.twinlake.sandbox.region.engine.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.lake.LakeStorage;
import io.twinlake.sandbox.region.metastore.SqlFunction;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableGuard;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.spark.sql.classic.SparkSession;
import org.jspecify.annotations.Nullable;

/** What the parts that run one statement share: its request, its Spark session, and the tables that it has met. */
public final class StatementContext {

    private final SqlRequest request;
    private final SparkSession session;
    private final TableRegistry registry;
    private final LakeStorage storage;
    private final Runnable requireNotCancelled;
    private final Map<TableName, Optional<TableEntry>> tables = new LinkedHashMap<>();
    private final Map<TableName, TableGuard> guards = new HashMap<>();
    private final Map<String, Namespace> texts = new HashMap<>();
    private final Set<TableName> called = new HashSet<>();
    private @Nullable Map<TableName, SqlFunction> functions;

    public StatementContext(
            SqlRequest request,
            SparkSession session,
            TableRegistry registry,
            LakeStorage storage,
            Runnable requireNotCancelled) {
        this.request = request;
        this.session = session;
        this.registry = registry;
        this.storage = storage;
        this.requireNotCancelled = requireNotCancelled;
    }

    public SqlRequest request() {
        return request;
    }

    public SparkSession session() {
        return session;
    }

    public TableRegistry registry() {
        return registry;
    }

    public LakeStorage storage() {
        return storage;
    }

    /** Ends the statement here if it was asked to stop. */
    public void requireNotCancelled() {
        requireNotCancelled.run();
    }

    /** A name of one to three parts, completed by the statement's catalog and schema. */
    public TableName name(List<String> parts) {
        return TableName.resolve(parts, request.catalog(), request.schema());
    }

    /** A table or view as it was when the statement first met it. */
    public Optional<TableEntry> find(TableName name) {
        return tables.computeIfAbsent(name, registry::find);
    }

    /** A table that must be there. */
    public TableEntry table(TableName name) {
        return find(name)
                .orElseThrow(() -> SqlFailure.of(
                        "TABLE_OR_VIEW_NOT_FOUND",
                        "42P01",
                        "The table or view " + name.quoted()
                                + " cannot be found. Verify the spelling and correctness of "
                                + "the schema and catalog."));
    }

    /** What hides rows and values of a table from the statement. */
    public TableGuard guard(TableName name) {
        return guards.computeIfAbsent(name, table -> registry.guard(table, request.principal()));
    }

    /** Refuses a version of a table that has a row filter or column masks. */
    public void requireUnguarded(TableName name) {
        if (!guard(name).isNone()) {
            throw SqlFailure.of(
                    "ROW_LEVEL_SECURITY_COLUMN_MASK_FEATURE_NOT_SUPPORTED.TIME_TRAVEL",
                    "0A000",
                    "Row level security policies and column mask policies for " + name.quoted()
                            + " are not supported: Time travel for table with row level security policy and column"
                            + " mask policies.");
        }
    }

    /** Refuses an old version of a table that is shared without its history, or without so much of it. */
    public void requireHistory(TableName name, LongSupplier version) {
        OptionalLong from = registry.historyFrom(name);
        if (from.isEmpty()) {
            throw SqlFailure.of(
                    "UNSUPPORTED_FEATURE.TIME_TRAVEL",
                    "0A000",
                    "The feature is not supported: Time travel on the relation: " + name.quoted()
                            + ", which is shared without history.");
        }
        if (from.getAsLong() > 0 && version.getAsLong() < from.getAsLong()) {
            throw SqlFailure.of(
                    "DS_QUERY_BEFORE_START_VERSION",
                    "42000",
                    "You can only query table data since version " + from.getAsLong() + ".");
        }
    }

    /** Refuses to read a table of a mounted share that consists of more files than may be. */
    public void requireFewFiles(TableName name, Supplier<TableSnapshot> snapshot) {
        OptionalLong most = registry.mostFiles(name);
        if (most.isPresent() && snapshot.get().files().size() > most.getAsLong()) {
            throw SqlFailure.of(
                    "RESOURCE_LIMIT_EXCEEDED",
                    "54000",
                    "The table metadata of shared table " + name.quoted() + " exceeds the limit of " + most.getAsLong()
                            + " active files.");
        }
    }

    /** The SQL function of a name, if there is one. */
    public Optional<SqlFunction> function(TableName name) {
        if (functions == null) {
            functions = new HashMap<>();
            for (SqlFunction function : registry.functions()) {
                functions.put(function.name(), function);
            }
        }
        return Optional.ofNullable(functions.get(name));
    }

    /** Whether the statement calls a function for the first time. */
    public boolean firstCall(SqlFunction function) {
        return called.add(function.name());
    }

    /** The names of the functions called so far, as a JSON array. */
    public String calledNames() {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        called.forEach(name -> names.add(name.fullName()));
        return names.toString();
    }

    /** Remembers where the text of a view or function was written, for when Spark comes to parse it. */
    public void writtenIn(Namespace scope, String text) {
        texts.put(text.strip(), scope);
    }

    /** The catalog and schema that complete the short names of a text: those of its view or function, or the statement's. */
    public Namespace namespaceOf(String text) {
        return texts.getOrDefault(text.strip(), new Namespace(request.catalog(), request.schema()));
    }
}
