package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.SchemaEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** DESCRIBE of catalogs, schemas, functions and tables; HISTORY, DETAIL and queries are the engine's. */
public final class DescribeStatements implements MetadataStatement {

    private final Metastore metastore;

    public DescribeStatements(Metastore metastore) {
        this.metastore = metastore;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (!statement.accept("DESCRIBE") && !statement.accept("DESC")) {
            return Results.NOT_MINE;
        }
        if (statement.accept("CATALOG")) {
            statement.accept("EXTENDED");
            return catalog(metastore.catalogs().get(session.caller(), statement.identifier()));
        }
        if (statement.accept("SCHEMA") || statement.accept("DATABASE")) {
            statement.accept("EXTENDED");
            return schema(metastore.schemas().get(session.caller(), session.schema(statement.name())));
        }
        if (statement.accept("FUNCTION")) {
            boolean extended = statement.accept("EXTENDED");
            FunctionEntry function = metastore.functions().get(session.caller(), session.table(statement.name()));
            boolean withText = shows(session, SecurableKind.FUNCTION, function.fullName());
            return Results.rows(List.of("function_desc"), FunctionDescription.of(function, extended, withText));
        }
        return table(statement, session);
    }

    private Optional<ResultTable> table(Cursor statement, Session session) {
        boolean named = statement.accept("TABLE");
        if (!named && (statement.sees("HISTORY") || statement.sees("DETAIL") || statement.sees("QUERY"))) {
            return Results.NOT_MINE;
        }
        boolean extended = statement.accept("EXTENDED") || statement.accept("FORMATTED");
        if (statement.sees("SELECT") || statement.sees("WITH") || statement.sees("VALUES")) {
            return Results.NOT_MINE;
        }
        List<String> name = statement.name();
        if (!statement.atEnd() || (name.size() == 2 && name.get(0).equalsIgnoreCase("delta"))) {
            return Results.NOT_MINE;
        }
        TableEntry table = metastore.tables().get(session.caller(), session.table(name));
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (Column column : table.columns()) {
            rows.add(Arrays.asList(column.name(), column.typeText(), column.comment()));
        }
        if (extended) {
            details(table, shows(session, SecurableKind.TABLE, table.fullName()), rows);
        }
        return Results.rows(List.of("col_name", "data_type", "comment"), rows);
    }

    private boolean shows(Session session, SecurableKind kind, String name) {
        return metastore.texts().shows(session.caller(), new SecurableRef(kind, name));
    }

    private static void details(TableEntry table, boolean withText, List<List<@Nullable String>> rows) {
        Header header = table.header();
        rows.add(Arrays.asList("", "", ""));
        rows.add(Arrays.asList("# Detailed Table Information", "", ""));
        rows.add(Arrays.asList("Catalog", table.name().catalog(), ""));
        rows.add(Arrays.asList("Database", table.name().schema(), ""));
        rows.add(Arrays.asList("Table", table.name().table(), ""));
        rows.add(Arrays.asList("Owner", header.audit().owner(), ""));
        rows.add(Arrays.asList(
                "Created Time", Instant.ofEpochMilli(header.audit().createdAt()).toString(), ""));
        rows.add(Arrays.asList("Created By", header.audit().createdBy(), ""));
        rows.add(Arrays.asList("Type", table.type().name(), ""));
        rows.add(Arrays.asList("Comment", table.comment(), ""));
        if (table.view() != null) {
            rows.add(Arrays.asList("View Text", withText ? table.view().told() : "", ""));
            rows.add(Arrays.asList(
                    "View Catalog and Namespace",
                    table.view().catalog() + "." + table.view().schema(),
                    ""));
        } else {
            rows.add(Arrays.asList("Location", table.location(), ""));
            rows.add(Arrays.asList("Provider", "delta", ""));
        }
        rows.add(Arrays.asList("Table Properties", table.properties().toString(), ""));
    }

    private Optional<ResultTable> catalog(CatalogEntry catalog) {
        return described(List.of(
                Arrays.asList("Catalog Name", catalog.fullName()),
                Arrays.asList("Comment", catalog.header().comment()),
                Arrays.asList("Owner", catalog.header().audit().owner()),
                Arrays.asList("Catalog Type", catalog.type()),
                Arrays.asList("Storage Location", metastore.catalogs().storageLocation(catalog))));
    }

    private Optional<ResultTable> schema(SchemaEntry schema) {
        return described(List.of(
                Arrays.asList("Catalog Name", schema.catalog()),
                Arrays.asList("Namespace Name", schema.name()),
                Arrays.asList("Comment", schema.header().comment()),
                Arrays.asList("Location", metastore.schemas().storageLocation(schema)),
                Arrays.asList("Owner", schema.header().audit().owner())));
    }

    private static Optional<ResultTable> described(List<List<@Nullable String>> rows) {
        return Results.rows(List.of("info_name", "info_value"), rows);
    }
}
