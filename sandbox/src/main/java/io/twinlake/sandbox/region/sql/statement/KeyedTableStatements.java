package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.Literals;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CREATE TABLE with key constraints: the engine makes the table without them, the metastore keeps them. */
public final class KeyedTableStatements implements MetadataStatement {

    private final Metastore metastore;
    private final SqlEngine engine;

    public KeyedTableStatements(Metastore metastore, SqlEngine engine) {
        this.metastore = metastore;
        this.engine = engine;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (!statement.accept("CREATE", "TABLE") && !statement.accept("CREATE", "OR", "REPLACE", "TABLE")) {
            return Results.NOT_MINE;
        }
        boolean ifNotExists = statement.accept("IF", "NOT", "EXISTS");
        TableName table = session.table(statement.name());
        if (!statement.accept("(")) {
            return Results.NOT_MINE;
        }
        int open = statement.offset();
        List<String> columns = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        do {
            item(statement, session, table, columns, keys);
        } while (statement.accept(","));
        int close = statement.offset();
        if (keys.isEmpty()) {
            return Results.NOT_MINE;
        }
        String sql = statement.sql();
        String plain = sql.substring(0, open) + String.join(", ", columns) + sql.substring(close);
        boolean kept = ifNotExists && metastore.tables().find(table).isPresent();
        return Optional.of(make(session, table, plain, kept ? List.of() : keys));
    }

    private static void item(
            Cursor statement, Session session, TableName table, List<String> columns, List<String> keys) {
        String constraint = statement.accept("CONSTRAINT") ? statement.identifier() : "";
        if (statement.sees("PRIMARY", "KEY") || statement.sees("FOREIGN", "KEY")) {
            keys.add(KeyConstraints.read(statement, session, table, constraint));
            statement.skipTo(",", ")");
            return;
        }
        int from = statement.offset();
        statement.skipTo("PRIMARY", "CONSTRAINT", ",", ")");
        String column = statement.textSince(from);
        if (statement.accept("CONSTRAINT")) {
            constraint = statement.identifier();
        }
        if (statement.accept("PRIMARY", "KEY")) {
            Cursor key = new Cursor("PRIMARY KEY (" + Literals.identifier(new Cursor(column).identifier()) + ")");
            keys.add(KeyConstraints.read(key, session, table, constraint));
            statement.skipTo(",", ")");
        } else {
            statement.skipTo(",", ")");
            column = statement.textSince(from);
        }
        columns.add(column);
    }

    private ResultTable make(Session session, TableName table, String plain, List<String> keys) {
        keys.forEach(key -> KeyConstraints.requireParent(metastore, session, table, key, keys));
        SqlRequest request = session.request();
        ResultTable result = engine.execute(new SqlRequest(
                request.statementId(),
                plain,
                request.parameters(),
                request.catalog(),
                request.schema(),
                request.principal()));
        if (!keys.isEmpty()) {
            metastore.tables().update(session.caller(), table, entry -> entry.withConstraints(keys));
        }
        return result;
    }
}
