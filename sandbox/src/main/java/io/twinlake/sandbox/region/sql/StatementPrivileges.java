package io.twinlake.sandbox.region.sql;

import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.engine.text.AtVersion;
import io.twinlake.sandbox.region.metastore.Securable;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.ViewText;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller needs before the engine runs its statement: SELECT on what it reads, MODIFY and SELECT on what it writes,
 * EXECUTE on what it calls. A view and a function read with the rights of their owner, who must have them still.
 */
public final class StatementPrivileges {

    private static final String INFORMATION_SCHEMA = "information_schema";

    private final Metastore metastore;
    private final Access access;

    public StatementPrivileges(Metastore metastore) {
        this.metastore = metastore;
        this.access = metastore.access();
    }

    void require(SqlRequest request, Session session) {
        Caller caller = session.caller();
        if (caller.isRoot()) {
            return;
        }
        requireBeyondQueries(new Cursor(request.sql()), session);
        QueryReferences references = QueryReferences.ofStatement(
                new ViewText(AtVersion.spelledOut(request.sql()), request.catalog(), request.schema()));
        references.targets().forEach(target -> requireWrite(target, caller));
        requireReferences(references, caller, new HashSet<>());
    }

    /** What the caller needs to make a view of that text. */
    public void requireRead(ViewText text, Caller caller) {
        if (!caller.isRoot()) {
            requireReferences(QueryReferences.of(text), caller, new HashSet<>());
        }
    }

    /** The statements that Spark's grammar does not know, or whose right it does not tell. */
    private void requireBeyondQueries(Cursor statement, Session session) {
        if (statement.accept("ALTER", "TABLE")) {
            TableName table = session.table(statement.name());
            boolean owners = statement.sees("CLUSTER", "BY")
                    || statement.sees("ADD", "CONSTRAINT")
                    || statement.sees("DROP", "CONSTRAINT")
                    || statement.sees("DROP", "FEATURE");
            if (owners && isGuarded(table, session.caller())) {
                access.requireEdit(session.caller(), ref(table));
            }
        } else if (statement.accept("DESCRIBE") || statement.accept("DESC")) {
            if (statement.acceptOne("HISTORY", "DETAIL").isPresent()) {
                named(statement, session)
                        .filter(table -> isGuarded(table, session.caller()))
                        .ifPresent(table -> access.requireSight(session.caller(), ref(table)));
            }
        } else if (statement.acceptOne("RESTORE", "OPTIMIZE", "VACUUM").isPresent()) {
            statement.accept("TABLE");
            named(statement, session).ifPresent(table -> requireWrite(table, session.caller()));
        } else {
            cloned(statement, session).ifPresent(source -> requireRead(source, session.caller(), new HashSet<>()));
        }
    }

    private void requireWrite(TableName table, Caller caller) {
        if (isGuarded(table, caller)) {
            access.require(caller, ref(table), "MODIFY");
            access.require(caller, ref(table), "SELECT");
        }
    }

    /** The source of a CLONE. */
    private static Optional<TableName> cloned(Cursor statement, Session session) {
        if (!statement.accept("CREATE", "TABLE")
                && !statement.accept("CREATE", "OR", "REPLACE", "TABLE")
                && !statement.accept("REPLACE", "TABLE")) {
            return Optional.empty();
        }
        statement.accept("IF", "NOT", "EXISTS");
        statement.name();
        statement.acceptOne("DEEP", "SHALLOW");
        return statement.accept("CLONE") ? named(statement, session) : Optional.empty();
    }

    /** A table's name; empty where a path stands for it. */
    private static Optional<TableName> named(Cursor statement, Session session) {
        if (statement.seesString()) {
            return Optional.empty();
        }
        List<String> parts = statement.name();
        return parts.size() == 2 && parts.get(0).equalsIgnoreCase("delta")
                ? Optional.empty()
                : Optional.of(session.table(parts));
    }

    private void requireReferences(QueryReferences references, Caller caller, Set<SecurableRef> seen) {
        references.tables().forEach(table -> requireRead(table, caller, seen));
        for (TableName name : references.functions()) {
            metastore.shelves().functions.get(name.fullName()).ifPresent(function -> {
                SecurableRef ref = new SecurableRef(SecurableKind.FUNCTION, name.fullName());
                access.require(caller, ref, "EXECUTE");
                if (function.language().equals("SQL") && seen.add(ref)) {
                    requireReferences(QueryReferences.of(function.query()), owner(function), seen);
                }
            });
        }
    }

    /** @param seen views and functions whose own references are looked at already */
    private void requireRead(TableName table, Caller caller, Set<SecurableRef> seen) {
        if (!isGuarded(table, caller)) {
            requireInformation(table, caller);
            return;
        }
        access.require(caller, ref(table), "SELECT");
        metastore.shelves().tables.get(table.fullName()).ifPresent(entry -> {
            ViewText text = entry.view();
            if (text != null && seen.add(ref(table))) {
                requireReferences(QueryReferences.of(text), owner(entry), seen);
            }
        });
    }

    /** A catalog that the caller does not see has no {@code information_schema} for it. */
    private void requireInformation(TableName table, Caller caller) {
        SecurableRef catalog = new SecurableRef(SecurableKind.CATALOG, table.catalog());
        if (!table.schema().equals(INFORMATION_SCHEMA) || table.catalog().equals("system")) {
            return;
        }
        if (!access.rights().sees(caller, catalog)) {
            throw SecurableKind.TABLE.missing(table.fullName());
        }
        access.requireAccessible(caller, catalog);
    }

    private Caller owner(Securable securable) {
        return metastore.principals().acting(securable.header().audit().owner());
    }

    /**
     * Whether a right on the table itself is asked. What does not exist is the engine's to report, to who may use what would hold it; what
     * {@code information_schema} shows is filtered by itself.
     */
    private boolean isGuarded(TableName table, Caller caller) {
        if (!metastore.shelves().catalogs.has(table.catalog()) || table.schema().equals(INFORMATION_SCHEMA)) {
            return false;
        }
        boolean exists = metastore.tables().find(table).isPresent();
        if (!exists && metastore.shelves().schemas.has(table.catalog() + "." + table.schema())) {
            access.requireUsage(caller, ref(table));
        }
        return exists;
    }

    private static SecurableRef ref(TableName table) {
        return new SecurableRef(SecurableKind.TABLE, table.fullName());
    }
}
