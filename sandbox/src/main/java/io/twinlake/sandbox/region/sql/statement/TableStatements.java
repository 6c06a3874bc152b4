package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableEntry;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.journal.Batch;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What ALTER TABLE changes in the metastore alone: owner, name, tags, key constraints. */
public final class TableStatements implements MetadataStatement {

    private final Metastore metastore;

    public TableStatements(Metastore metastore) {
        this.metastore = metastore;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (!statement.accept("ALTER", "TABLE")) {
            return Results.NOT_MINE;
        }
        TableName name = session.table(statement.name());
        SecurableRef ref = new SecurableRef(SecurableKind.TABLE, name.fullName());
        boolean done = Alterations.ownerOrTags(statement, session, metastore, ref)
                || columnTags(statement, session, ref)
                || rename(statement, session, name)
                || constraint(statement, session, name);
        return done ? Results.DONE : Results.NOT_MINE;
    }

    private boolean columnTags(Cursor statement, Session session, SecurableRef table) {
        if (!statement.accept("ALTER", "COLUMN")) {
            return false;
        }
        return Alterations.tags(statement, session, metastore, table, statement.identifier());
    }

    private boolean rename(Cursor statement, Session session, TableName name) {
        if (!statement.accept("RENAME", "TO")) {
            return false;
        }
        List<String> parts = statement.name();
        statement.expectEnd();
        TableName to =
                parts.size() == 1 ? new TableName(name.catalog(), name.schema(), parts.get(0)) : session.table(parts);
        metastore.tables().rename(session.caller(), name, to);
        return true;
    }

    private boolean constraint(Cursor statement, Session session, TableName name) {
        if (statement.accept("ADD", "PRIMARY") || statement.accept("ADD", "FOREIGN")) {
            statement.rewind();
            statement.skipTo("ADD");
            statement.expect("ADD");
            return add(statement, session, name, "");
        }
        if (statement.sees("ADD", "CONSTRAINT")) {
            statement.expect("ADD", "CONSTRAINT");
            String constraint = statement.identifier();
            return (statement.sees("PRIMARY") || statement.sees("FOREIGN"))
                    && add(statement, session, name, constraint);
        }
        return drop(statement, session, name);
    }

    private boolean add(Cursor statement, Session session, TableName name, String constraintName) {
        String json = KeyConstraints.read(statement, session, name, constraintName);
        KeyConstraints.requireParent(
                metastore, session, name, json, existing(name).constraints());
        metastore.tables().updateOwned(session.caller(), name, entry -> {
            KeyConstraints.requireNew(metastore, entry, json);
            List<String> constraints = new ArrayList<>(entry.constraints());
            constraints.add(json);
            return entry.withConstraints(constraints);
        });
        return true;
    }

    private boolean drop(Cursor statement, Session session, TableName name) {
        boolean primary = statement.accept("DROP", "PRIMARY", "KEY");
        if (!primary && !statement.accept("DROP", "CONSTRAINT")) {
            return false;
        }
        statement.accept("IF", "EXISTS");
        String constraint = primary ? "" : statement.identifier();
        boolean cascade = statement.accept("CASCADE");
        TableEntry entry = existing(name);
        List<String> kept = entry.constraints().stream()
                .filter(json -> !KeyConstraints.matches(json, primary, constraint))
                .toList();
        if (kept.size() == entry.constraints().size()) {
            return false;
        }
        boolean ofPrimary = entry.constraints().stream()
                .anyMatch(json -> KeyConstraints.matches(json, true, "") && !kept.contains(json));
        List<TableEntry> children = ofPrimary ? children(name) : List.of();
        if (!children.isEmpty() && !cascade) {
            throw new CatalogFailure(
                    ErrorKind.INVALID_STATE,
                    "The primary key of '" + name.fullName() + "' is referred to by a foreign key of '"
                            + children.get(0).fullName() + "'. Drop it with CASCADE.");
        }
        metastore.tables().updateOwned(session.caller(), name, recorded -> recorded.withConstraints(kept));
        Batch without = new Batch();
        children.forEach(child -> without.put(
                metastore.shelves().tables,
                child.fullName(),
                child.withConstraints(child.constraints().stream()
                        .filter(json -> !KeyConstraints.refersTo(json, name))
                        .toList())));
        metastore.journal().commit(without);
        return true;
    }

    private TableEntry existing(TableName name) {
        return metastore.tables().find(name).orElseThrow(() -> SecurableKind.TABLE.missing(name.fullName()));
    }

    /** The tables with foreign keys that refer to one. */
    private List<TableEntry> children(TableName parent) {
        return metastore.shelves().tables.all().stream()
                .filter(table -> table.constraints().stream().anyMatch(json -> KeyConstraints.refersTo(json, parent)))
                .toList();
    }
}
