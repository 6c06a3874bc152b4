package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.CatalogEntry.ShareSource;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Catalogs.NewCatalog;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sharing.Mounting;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER and DROP CATALOG. */
public final class CatalogStatements implements MetadataStatement {

    private final Metastore metastore;
    private final Mounting mounting;

    public CatalogStatements(Metastore metastore, Mounting mounting) {
        this.metastore = metastore;
        this.mounting = mounting;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (statement.accept("CREATE", "CATALOG") || statement.accept("CREATE", "FOREIGN", "CATALOG")) {
            return create(statement, session);
        }
        if (statement.accept("ALTER", "CATALOG")) {
            return alter(statement, session);
        }
        return statement.accept("DROP", "CATALOG") ? drop(statement, session) : Results.NOT_MINE;
    }

    private Optional<ResultTable> create(Cursor statement, Session session) {
        boolean ifNotExists = statement.accept("IF", "NOT", "EXISTS");
        String name = statement.identifier();
        ShareSource source = null;
        if (statement.accept("USING", "SHARE")) {
            source = new ShareSource(statement.identifier(), shareOf(statement));
        }
        String comment = null;
        String root = null;
        Map<String, String> options = Map.of();
        while (!statement.atEnd()) {
            if (statement.accept("MANAGED", "LOCATION")) {
                root = statement.string();
            } else if (statement.accept("COMMENT")) {
                comment = statement.string();
            } else if (statement.accept("OPTIONS")) {
                options = statement.pairs();
            } else {
                throw statement.unexpected();
            }
        }
        make(session, new NewCatalog(name, comment, Map.of(), options, root, source), ifNotExists);
        return Results.DONE;
    }

    private static String shareOf(Cursor statement) {
        statement.expect(".");
        return statement.identifier();
    }

    private void make(Session session, NewCatalog wanted, boolean ifNotExists) {
        try {
            if (wanted.source() == null) {
                metastore.catalogs().create(session.caller(), wanted);
            } else {
                mounting.mount(session.caller(), wanted);
            }
        } catch (CatalogFailure e) {
            if (!ifNotExists || e.kind() != ErrorKind.CATALOG_ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    private Optional<ResultTable> alter(Cursor statement, Session session) {
        String name = statement.identifier();
        SecurableRef catalog = new SecurableRef(SecurableKind.CATALOG, name);
        if (Alterations.ownerOrTags(statement, session, metastore, catalog)) {
            return Results.DONE;
        }
        String flag = optimization(statement);
        if (flag == null) {
            throw statement.unexpected();
        }
        metastore.catalogs().update(session.caller(), name, entry -> entry.optimized(flag));
        return Results.DONE;
    }

    /** The flag of {@code {ENABLE|DISABLE|INHERIT} PREDICTIVE OPTIMIZATION}; null where it does not come next. */
    static @Nullable String optimization(Cursor statement) {
        return statement
                .acceptOne("ENABLE", "DISABLE", "INHERIT")
                .map(flag -> {
                    statement.expect("PREDICTIVE", "OPTIMIZATION");
                    return flag;
                })
                .orElse(null);
    }

    private Optional<ResultTable> drop(Cursor statement, Session session) {
        boolean ifExists = statement.accept("IF", "EXISTS");
        String name = statement.identifier();
        boolean cascade = statement.accept("CASCADE");
        statement.accept("RESTRICT");
        statement.expectEnd();
        Alterations.tolerate(
                ifExists,
                ErrorKind.CATALOG_DOES_NOT_EXIST,
                () -> metastore.catalogs().drop(session.caller(), name, cascade));
        return Results.DONE;
    }
}
