package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.TableType;
import io.twinlake.sandbox.region.metastore.ViewText;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.QueryReferences;
import io.twinlake.sandbox.region.sql.Session;
import io.twinlake.sandbox.region.sql.StatementPrivileges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER and DROP VIEW; the query is checked by the engine and kept as it is written. */
public final class ViewStatements implements MetadataStatement {

    private final Metastore metastore;
    private final StatementPrivileges privileges;
    private final SqlEngine engine;

    public ViewStatements(Metastore metastore, StatementPrivileges privileges, SqlEngine engine) {
        this.metastore = metastore;
        this.privileges = privileges;
        this.engine = engine;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (statement.accept("CREATE", "VIEW")) {
            return create(statement, session, false);
        }
        if (statement.accept("CREATE", "OR", "REPLACE", "VIEW")) {
            return create(statement, session, true);
        }
        if (statement.accept("ALTER", "VIEW")) {
            return alter(statement, session);
        }
        return statement.accept("DROP", "VIEW") ? drop(statement, session) : Results.NOT_MINE;
    }

    private Optional<ResultTable> create(Cursor statement, Session session, boolean orReplace) {
        boolean ifNotExists = statement.accept("IF", "NOT", "EXISTS");
        TableName name = session.table(statement.name());
        Map<String, Optional<String>> names = statement.sees("(") ? columns(statement) : Map.of();
        String comment = null;
        String mode = null;
        Map<String, String> properties = Map.of();
        while (!statement.accept("AS")) {
            if (statement.accept("COMMENT")) {
                comment = statement.string();
            } else if (statement.accept("TBLPROPERTIES")) {
                properties = statement.pairs();
            } else if (statement.accept("WITH", "SCHEMA")) {
                mode = ViewProperties.mode(statement);
            } else {
                throw statement.unexpected();
            }
        }
        ViewText text = new ViewText(statement.rest(), session.catalog(), session.schema());
        metastore.tables().requireCreate(session.caller(), name, orReplace, null);
        Optional<TableEntry> before = metastore.tables().find(name);
        if (before.isPresent() && ifNotExists && !orReplace) {
            return Results.DONE;
        }
        refuseCycle(name, text);
        privileges.requireRead(text, session.caller());
        List<Column> described = described(text);
        List<Column> columns = named(described, names);
        Map<String, String> told = ViewProperties.of(properties, described, mode);
        metastore.tables().create(session.caller(), entry(name, text, columns, told, comment), orReplace, false);
        return Results.DONE;
    }

    private static TableEntry entry(
            TableName name,
            ViewText text,
            List<Column> columns,
            Map<String, String> properties,
            @Nullable String comment) {
        return new TableEntry(
                name,
                UUID.randomUUID().toString(),
                TableType.VIEW,
                null,
                null,
                columns,
                List.of(),
                properties,
                comment,
                text,
                List.of(),
                null);
    }

    private List<Column> described(ViewText text) {
        return engine.describeQuery(text.query(), text.catalog(), text.schema());
    }

    private static void refuseCycle(TableName name, ViewText text) {
        if (QueryReferences.of(text).tables().contains(name)) {
            throw SqlFailure.of(
                    "RECURSIVE_VIEW",
                    "42K0H",
                    "Recursive view " + name.quoted() + " detected (cycle: " + name.quoted() + " -> " + name.quoted()
                            + ").");
        }
    }

    private static Map<String, Optional<String>> columns(Cursor statement) {
        Map<String, Optional<String>> columns = new LinkedHashMap<>();
        statement.expect("(");
        do {
            String column = statement.identifier();
            columns.put(column, statement.accept("COMMENT") ? Optional.of(statement.string()) : Optional.empty());
        } while (statement.accept(","));
        statement.expect(")");
        return columns;
    }

    private static List<Column> named(List<Column> described, Map<String, Optional<String>> names) {
        if (names.isEmpty()) {
            return described;
        }
        if (names.size() != described.size()) {
            throw SqlFailure.of(
                    "CREATE_VIEW_COLUMN_ARITY_MISMATCH",
                    "21S01",
                    "Cannot create view: the column list names " + names.size() + " columns, the query has "
                            + described.size() + ".");
        }
        List<Column> columns = new ArrayList<>();
        for (Map.Entry<String, Optional<String>> name : names.entrySet()) {
            Column column = described.get(columns.size());
            columns.add(column.named(name.getKey()).commented(name.getValue().orElse(column.comment())));
        }
        return columns;
    }

    private Optional<ResultTable> alter(Cursor statement, Session session) {
        TableName name = view(session.table(statement.name()));
        SecurableRef ref = new SecurableRef(SecurableKind.TABLE, name.fullName());
        if (statement.accept("AS")) {
            ViewText text = new ViewText(statement.rest(), session.catalog(), session.schema());
            refuseCycle(name, text);
            privileges.requireRead(text, session.caller());
            List<Column> columns = described(text);
            metastore
                    .tables()
                    .update(
                            session.caller(),
                            name,
                            entry -> entry(
                                            name,
                                            text,
                                            columns,
                                            ViewProperties.of(entry.properties(), columns, null),
                                            entry.comment())
                                    .withHeader(entry.header()
                                            .withProperties(ViewProperties.of(entry.properties(), columns, null))));
        } else if (statement.accept("WITH", "SCHEMA")) {
            String mode = ViewProperties.mode(statement);
            change(session, name, properties -> properties.put(ViewProperties.MODE, mode));
        } else if (statement.accept("RENAME", "TO")) {
            metastore.tables().rename(session.caller(), name, session.table(statement.name()));
        } else if (statement.accept("SET", "TBLPROPERTIES")) {
            Map<String, String> set = statement.pairs();
            change(session, name, properties -> properties.putAll(set));
        } else if (statement.accept("UNSET", "TBLPROPERTIES")) {
            statement.accept("IF", "EXISTS");
            List<String> unset = statement.keys();
            change(session, name, properties -> unset.forEach(properties::remove));
        } else if (!Alterations.ownerOrTags(statement, session, metastore, ref)) {
            throw statement.unexpected();
        }
        return Results.DONE;
    }

    private void change(Session session, TableName name, Consumer<Map<String, String>> change) {
        metastore.tables().update(session.caller(), name, entry -> {
            Map<String, String> properties = new TreeMap<>(entry.properties());
            change.accept(properties);
            return entry.withHeader(entry.header().withProperties(properties));
        });
    }

    private TableName view(TableName name) {
        TableEntry entry =
                metastore.tables().find(name).orElseThrow(() -> SecurableKind.TABLE.missing(name.fullName()));
        if (!entry.isView()) {
            throw new CatalogFailure(
                    ErrorKind.EXPECT_VIEW_NOT_TABLE,
                    "The table " + name.quoted() + " does not support this as it is no view.");
        }
        return name;
    }

    private Optional<ResultTable> drop(Cursor statement, Session session) {
        boolean ifExists = statement.accept("IF", "EXISTS");
        TableName name = session.table(statement.name());
        statement.expectEnd();
        Alterations.tolerate(
                ifExists,
                ErrorKind.TABLE_DOES_NOT_EXIST,
                () -> metastore.tables().drop(session.caller(), view(name)));
        return Results.DONE;
    }
}
