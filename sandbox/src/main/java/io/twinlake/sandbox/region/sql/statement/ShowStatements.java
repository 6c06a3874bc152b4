package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.CatalogEntry;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.metastore.SchemaEntry;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SHOW CATALOGS, SCHEMAS, TABLES, VIEWS, FUNCTIONS, COLUMNS, TBLPROPERTIES and CREATE TABLE, and USE. */
public final class ShowStatements implements MetadataStatement {

    private final Metastore metastore;

    public ShowStatements(Metastore metastore) {
        this.metastore = metastore;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (statement.accept("USE")) {
            return use(statement, session);
        }
        if (!statement.accept("SHOW")) {
            return Results.NOT_MINE;
        }
        if (statement.accept("CREATE", "TABLE")) {
            TableEntry table = metastore.tables().get(session.caller(), session.table(statement.name()));
            if (table.isView()) {
                metastore.texts().require(session.caller(), new SecurableRef(SecurableKind.TABLE, table.fullName()));
            }
            return Results.rows(List.of("createtab_stmt"), List.of(List.of(CreateText.of(table))));
        }
        return statement
                .acceptOne(
                        "CATALOGS", "SCHEMAS", "DATABASES", "TABLES", "VIEWS", "COLUMNS", "TBLPROPERTIES", "FUNCTIONS")
                .map(word -> show(word, statement, session))
                .orElse(Results.NOT_MINE);
    }

    /** Each statement has a session of its own, so USE only checks that the place exists. */
    private Optional<ResultTable> use(Cursor statement, Session session) {
        if (statement.accept("CATALOG")) {
            metastore.catalogs().get(session.caller(), statement.identifier());
            return Results.DONE;
        }
        if (!statement.accept("SCHEMA")) {
            statement.accept("DATABASE");
        }
        metastore.schemas().get(session.caller(), session.schema(statement.name()));
        return Results.DONE;
    }

    private Optional<ResultTable> show(String what, Cursor statement, Session session) {
        return switch (what) {
            case "CATALOGS" -> catalogs(statement, session);
            case "SCHEMAS", "DATABASES" -> schemas(statement, session);
            case "TABLES" -> tables(statement, session, false);
            case "VIEWS" -> tables(statement, session, true);
            case "COLUMNS" -> columns(statement, session);
            case "TBLPROPERTIES" -> properties(statement, session);
            default -> functions(statement, session);
        };
    }

    private Optional<ResultTable> catalogs(Cursor statement, Session session) {
        Pattern pattern = pattern(statement);
        return Results.rows(
                List.of("catalog"),
                metastore.catalogs().list(session.caller()).stream()
                        .map(CatalogEntry::fullName)
                        .filter(name -> pattern.matcher(name).matches())
                        .<List<@Nullable String>>map(List::of)
                        .toList());
    }

    private Optional<ResultTable> schemas(Cursor statement, Session session) {
        String catalog = in(statement) ? statement.identifier() : session.catalog();
        Pattern pattern = pattern(statement);
        return Results.rows(
                List.of("databaseName"),
                metastore.schemas().list(session.caller(), catalog).stream()
                        .map(SchemaEntry::name)
                        .filter(name -> pattern.matcher(name).matches())
                        .<List<@Nullable String>>map(List::of)
                        .toList());
    }

    private Optional<ResultTable> tables(Cursor statement, Session session, boolean viewsOnly) {
        String schema = in(statement) ? session.schema(statement.name()) : session.catalog() + "." + session.schema();
        Pattern pattern = pattern(statement);
        List<List<@Nullable String>> rows = new ArrayList<>();
        int dot = schema.indexOf('.');
        for (TableEntry table :
                metastore.tables().list(session.caller(), schema.substring(0, dot), schema.substring(dot + 1))) {
            if ((table.isView() || !viewsOnly)
                    && pattern.matcher(table.name().table()).matches()) {
                rows.add(List.of(table.name().schema(), table.name().table(), "false"));
            }
        }
        String name = viewsOnly ? "viewName" : "tableName";
        return Results.rows(List.of(viewsOnly ? "namespace" : "database", name, "isTemporary"), rows);
    }

    private Optional<ResultTable> functions(Cursor statement, Session session) {
        String schema = in(statement) ? session.schema(statement.name()) : session.catalog() + "." + session.schema();
        int dot = schema.indexOf('.');
        return Results.rows(
                List.of("function"),
                metastore
                        .functions()
                        .list(session.caller(), schema.substring(0, dot), schema.substring(dot + 1))
                        .stream()
                        .map(FunctionEntry::fullName)
                        .<List<@Nullable String>>map(List::of)
                        .toList());
    }

    private Optional<ResultTable> columns(Cursor statement, Session session) {
        if (!in(statement)) {
            throw statement.unexpected();
        }
        TableName name = session.table(statement.name());
        return Results.rows(
                List.of("col_name"),
                metastore.tables().get(session.caller(), name).columns().stream()
                        .<List<@Nullable String>>map(column -> List.of(column.name()))
                        .toList());
    }

    private Optional<ResultTable> properties(Cursor statement, Session session) {
        TableEntry table = metastore.tables().get(session.caller(), session.table(statement.name()));
        List<List<@Nullable String>> rows = new ArrayList<>();
        new TreeMap<>(table.properties()).forEach((key, value) -> rows.add(List.of(key, value)));
        return Results.rows(List.of("key", "value"), rows);
    }

    private static boolean in(Cursor statement) {
        return statement.accept("IN") || statement.accept("FROM");
    }

    /** {@code LIKE 'a*|b*'}: stars and alternatives; anything where it is left out. */
    private static Pattern pattern(Cursor statement) {
        if (!statement.accept("LIKE") && !statement.seesString()) {
            return Pattern.compile(".*", Pattern.DOTALL);
        }
        StringBuilder regex = new StringBuilder();
        String wanted = statement.string();
        for (int i = 0; i < wanted.length(); i++) {
            char c = wanted.charAt(i);
            regex.append(c == '*' || c == '%' ? ".*" : c == '|' ? "|" : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
