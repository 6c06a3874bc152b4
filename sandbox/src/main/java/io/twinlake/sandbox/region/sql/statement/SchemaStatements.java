package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.metastore.objects.Schemas.NewSchema;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** CREATE, ALTER and DROP SCHEMA; DATABASE is another word for it. */
public final class SchemaStatements implements MetadataStatement {

    private final Metastore metastore;

    public SchemaStatements(Metastore metastore) {
        this.metastore = metastore;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (statement.accept("CREATE", "SCHEMA") || statement.accept("CREATE", "DATABASE")) {
            return create(statement, session);
        }
        if (statement.accept("ALTER", "SCHEMA") || statement.accept("ALTER", "DATABASE")) {
            return alter(statement, session);
        }
        return statement.accept("DROP", "SCHEMA") || statement.accept("DROP", "DATABASE")
                ? drop(statement, session)
                : Results.NOT_MINE;
    }

    private Optional<ResultTable> create(Cursor statement, Session session) {
        boolean ifNotExists = statement.accept("IF", "NOT", "EXISTS");
        String fullName = session.schema(statement.name());
        String comment = null;
        String root = null;
        Map<String, String> properties = Map.of();
        while (!statement.atEnd()) {
            if (statement.accept("MANAGED", "LOCATION")) {
                root = statement.string();
            } else if (statement.accept("COMMENT")) {
                comment = statement.string();
            } else if (statement.accept("WITH", "DBPROPERTIES")) {
                properties = statement.pairs();
            } else {
                throw statement.unexpected();
            }
        }
        int dot = fullName.indexOf('.');
        NewSchema wanted =
                new NewSchema(fullName.substring(0, dot), fullName.substring(dot + 1), comment, properties, root);
        try {
            metastore.schemas().create(session.caller(), wanted);
        } catch (CatalogFailure e) {
            if (!ifNotExists || e.kind() != ErrorKind.SCHEMA_ALREADY_EXISTS) {
                throw e;
            }
        }
        return Results.DONE;
    }

    private Optional<ResultTable> alter(Cursor statement, Session session) {
        String fullName = session.schema(statement.name());
        SecurableRef schema = new SecurableRef(SecurableKind.SCHEMA, fullName);
        if (Alterations.ownerOrTags(statement, session, metastore, schema)) {
            return Results.DONE;
        }
        if (statement.accept("SET", "DBPROPERTIES")) {
            Map<String, String> set = statement.pairs();
            metastore.schemas().update(session.caller(), fullName, entry -> {
                Map<String, String> properties = new TreeMap<>(entry.header().properties());
                properties.putAll(set);
                return entry.withHeader(entry.header().withProperties(properties));
            });
            return Results.DONE;
        }
        String flag = CatalogStatements.optimization(statement);
        if (flag == null) {
            throw statement.unexpected();
        }
        metastore.schemas().update(session.caller(), fullName, entry -> entry.optimized(flag));
        return Results.DONE;
    }

    private Optional<ResultTable> drop(Cursor statement, Session session) {
        boolean ifExists = statement.accept("IF", "EXISTS");
        String fullName = session.schema(statement.name());
        boolean cascade = statement.accept("CASCADE");
        statement.accept("RESTRICT");
        statement.expectEnd();
        Alterations.tolerate(
                ifExists,
                ErrorKind.SCHEMA_DOES_NOT_EXIST,
                () -> metastore.schemas().drop(session.caller(), fullName, cascade));
        return Results.DONE;
    }
}
