package io.twinlake.sandbox.region.sql;

import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.engine.text.AtVersion;
import io.twinlake.sandbox.region.engine.text.HistoryText;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.Securable;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.ViewText;
import io.twinlake.sandbox.region.metastore.access.Access;
import io.twinlake.sandbox.region.metastore.access.Caller;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import java.util.HashSet;
import java.util.Set;

/**
 * What a caller needs before the engine runs its statement: SELECT on what it reads, MODIFY and SELECT on what it writes,
 * EXECUTE on what it calls. A view and a function read with the rights of their owner, who must have them still.
 */
public final class StatementPrivileges {

    private static final String INFORMATION_SCHEMA = "information_schema";

    /** What begins a statement whose objects are known only when it runs. */
    private static final String[] UNKNOWN = {"EXECUTE", "BEGIN", "CONVERT", "GENERATE"};

    /**
     * A statement's reading.
     *
     * @param reader who runs it, whom policies bind also where a view's owner has the rights
     * @param seen views and functions whose own references are looked at already
     */
    private record Reading(Caller reader, Set<SecurableRef> seen) {
        static Reading of(Caller reader) {
            return new Reading(reader, new HashSet<>());
        }
    }

    private final Metastore metastore;
    private final Access access;
    private final PathPrivileges paths;

    public StatementPrivileges(Metastore metastore) {
        this.metastore = metastore;
        this.paths = new PathPrivileges(metastore);
        this.access = metastore.access();
    }

    void require(SqlRequest request, Session session) {
        Caller caller = session.caller();
        if (caller.isRoot()) {
            return;
        }
        HistoryText text = HistoryText.of(AtVersion.spelledOut(request.sql()), number -> "(SELECT " + number + ")");
        requireBeyondQueries(new Cursor(request.sql()), session);
        text.histories().forEach(history -> requireBeyondQueries(new Cursor(history), session));
        QueryReferences references =
                QueryReferences.ofStatement(new ViewText(text.outer(), request.catalog(), request.schema()));
        references.targets().forEach(target -> requireWrite(target, caller));
        references.targetPaths().forEach(path -> paths.requireWrite(path, caller));
        requireReferences(references, caller, Reading.of(session.caller()));
    }

    /** What the caller needs to make a view of that text. */
    public void requireRead(ViewText text, Caller caller) {
        if (!caller.isRoot()) {
            requireReferences(QueryReferences.of(text), caller, Reading.of(caller));
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
                requireSight(Place.next(statement, session), session.caller());
            }
        } else if (statement.acceptOne("RESTORE", "OPTIMIZE", "VACUUM", "REORG").isPresent()) {
            statement.accept("TABLE");
            requireWrite(Place.next(statement, session), session.caller());
        } else if (statement.acceptOne(UNKNOWN).isPresent()) {
            throw unknown();
        } else {
            requireClone(statement, session);
        }
    }

    private static CatalogFailure unknown() {
        return new CatalogFailure(
                ErrorKind.PERMISSION_DENIED,
                "The sandbox cannot tell what this statement reads and writes, and so not whether its caller may: name it"
                        + " directly.");
    }

    private void requireSight(Place place, Caller caller) {
        if (place.path() != null) {
            paths.requireRead(place.path(), caller);
        } else if (place.table() != null && isGuarded(place.table(), caller)) {
            access.requireSight(caller, ref(place.table()));
        }
    }

    private void requireWrite(Place place, Caller caller) {
        if (place.path() != null) {
            paths.requireWrite(place.path(), caller);
        } else if (place.table() != null) {
            requireWrite(place.table(), caller);
        }
    }

    private void requireWrite(TableName table, Caller caller) {
        if (isGuarded(table, caller)) {
            access.require(caller, ref(table), "MODIFY");
            access.require(caller, ref(table), "SELECT");
        }
    }

    /** What is made at a path is written there; what is cloned is read. */
    private void requireClone(Cursor statement, Session session) {
        if (!statement.accept("CREATE", "TABLE")
                && !statement.accept("CREATE", "OR", "REPLACE", "TABLE")
                && !statement.accept("REPLACE", "TABLE")) {
            return;
        }
        statement.accept("IF", "NOT", "EXISTS");
        Place target = Place.next(statement, session);
        statement.acceptOne("DEEP", "SHALLOW");
        if (!statement.accept("CLONE")) {
            return;
        }
        if (target.path() != null) {
            paths.requireWrite(target.path(), session.caller());
        }
        Place source = Place.next(statement, session);
        if (source.path() != null) {
            paths.requireRead(source.path(), session.caller());
        } else if (source.table() != null) {
            requireRead(source.table(), session.caller(), Reading.of(session.caller()));
        }
    }

    private void requireReferences(QueryReferences references, Caller caller, Reading reading) {
        if (!references.areKnown()) {
            throw unknown();
        }
        references.paths().forEach(path -> paths.requireRead(path, caller));
        references.tables().forEach(table -> requireRead(table, caller, reading));
        for (TableName name : references.functions()) {
            metastore.shelves().functions.get(name.fullName()).ifPresent(function -> {
                SecurableRef ref = new SecurableRef(SecurableKind.FUNCTION, name.fullName());
                access.require(caller, ref, "EXECUTE");
                if (function.language().equals("SQL") && reading.seen().add(ref)) {
                    requireReferences(QueryReferences.of(function.query()), owner(function), reading);
                }
            });
        }
    }

    private void requireRead(TableName table, Caller caller, Reading reading) {
        if (!isGuarded(table, caller)) {
            requireInformation(table, caller);
            return;
        }
        access.require(caller, ref(table), "SELECT");
        metastore
                .policies()
                .guard(table, reading.reader())
                .functions()
                .forEach(function -> requireGuard(function, reading));
        metastore.shelves().tables.get(table.fullName()).ifPresent(entry -> {
            ViewText text = entry.view();
            if (text != null && reading.seen().add(ref(table))) {
                requireReferences(QueryReferences.of(text), owner(entry), reading);
            }
        });
    }

    /** What filters or masks runs with its owner's rights; who reads the table needs none on it. One that is gone the engine reports. */
    private void requireGuard(TableName name, Reading reading) {
        SecurableRef ref = new SecurableRef(SecurableKind.FUNCTION, name.fullName());
        metastore
                .shelves()
                .functions
                .get(name.fullName())
                .filter(function -> reading.seen().add(ref))
                .ifPresent(
                        function -> requireReferences(QueryReferences.of(function.query()), owner(function), reading));
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
