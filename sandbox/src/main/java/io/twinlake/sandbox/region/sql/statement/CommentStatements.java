package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** COMMENT ON, for objects and for columns. */
public final class CommentStatements implements MetadataStatement {

    private final Metastore metastore;

    public CommentStatements(Metastore metastore) {
        this.metastore = metastore;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (!statement.accept("COMMENT", "ON")) {
            return Results.NOT_MINE;
        }
        if (statement.accept("COLUMN")) {
            return column(statement, session);
        }
        SecurableRef securable = SecurableNames.read(statement, session, metastore);
        statement.expect("IS");
        String comment = comment(statement);
        set(session.caller(), securable, comment);
        return Results.DONE;
    }

    private static @Nullable String comment(Cursor statement) {
        String comment = statement.accept("NULL") ? null : statement.string();
        statement.expectEnd();
        return comment;
    }

    private void set(Caller caller, SecurableRef securable, @Nullable String comment) {
        String name = securable.fullName();
        switch (securable.kind()) {
            case CATALOG ->
                metastore
                        .catalogs()
                        .update(
                                caller,
                                name,
                                entry -> entry.withHeader(entry.header().commented(comment)));
            case SCHEMA ->
                metastore
                        .schemas()
                        .update(
                                caller,
                                name,
                                entry -> entry.withHeader(entry.header().commented(comment)));
            case TABLE ->
                metastore
                        .tables()
                        .update(
                                caller,
                                TableName.parse(name),
                                entry -> entry.withHeader(entry.header().commented(comment)));
            case FUNCTION ->
                metastore
                        .functions()
                        .update(
                                caller,
                                TableName.parse(name),
                                entry -> entry.withHeader(entry.header().commented(comment)));
            default ->
                throw SqlFailure.of(
                        "UNSUPPORTED_FEATURE",
                        "0A000",
                        "COMMENT ON " + securable.kind().title() + " is not supported.");
        }
    }

    private Optional<ResultTable> column(Cursor statement, Session session) {
        List<String> parts = new ArrayList<>(statement.name());
        String column = parts.remove(parts.size() - 1);
        statement.expect("IS");
        String comment = comment(statement);
        TableName table = session.table(parts);
        metastore
                .tables()
                .update(
                        session.caller(),
                        table,
                        entry -> entry.withColumns(commented(entry.columns(), column, comment)));
        return Results.DONE;
    }

    private static List<Column> commented(List<Column> columns, String name, @Nullable String comment) {
        if (columns.stream().noneMatch(column -> column.name().equalsIgnoreCase(name))) {
            throw SqlFailure.of(
                    "UNRESOLVED_COLUMN.WITHOUT_SUGGESTION",
                    "42703",
                    "A column with name `" + name + "` cannot be resolved.");
        }
        return columns.stream()
                .map(column -> column.name().equalsIgnoreCase(name) ? column.commented(comment) : column)
                .toList();
    }
}
