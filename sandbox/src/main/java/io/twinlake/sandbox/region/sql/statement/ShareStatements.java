package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.ShareEntry.SharedObject;
import io.twinlake.sandbox.region.sharing.Recipients;
import io.twinlake.sandbox.region.sharing.Shares;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.util.List;
import java.util.Optional;

/** CREATE, ALTER and DROP of shares and recipients. */
public final class ShareStatements implements MetadataStatement {

    private final Shares shares;
    private final Recipients recipients;

    public ShareStatements(Shares shares, Recipients recipients) {
        this.shares = shares;
        this.recipients = recipients;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (statement.accept("CREATE", "SHARE")) {
            return createShare(statement, session);
        }
        if (statement.accept("ALTER", "SHARE")) {
            return alterShare(statement, session);
        }
        if (statement.accept("CREATE", "RECIPIENT")) {
            return createRecipient(statement, session);
        }
        if (statement.accept("DROP", "SHARE")) {
            boolean ifExists = statement.accept("IF", "EXISTS");
            String name = statement.identifier();
            Alterations.tolerate(ifExists, ErrorKind.SHARE_DOES_NOT_EXIST, () -> shares.drop(session.caller(), name));
            return Results.DONE;
        }
        if (statement.accept("DROP", "RECIPIENT")) {
            boolean ifExists = statement.accept("IF", "EXISTS");
            String name = statement.identifier();
            Alterations.tolerate(
                    ifExists, ErrorKind.RECIPIENT_DOES_NOT_EXIST, () -> recipients.drop(session.caller(), name));
            return Results.DONE;
        }
        return Results.NOT_MINE;
    }

    private Optional<ResultTable> createShare(Cursor statement, Session session) {
        boolean ifNotExists = statement.accept("IF", "NOT", "EXISTS");
        String name = statement.identifier();
        String comment = statement.accept("COMMENT") ? statement.string() : null;
        statement.expectEnd();
        Alterations.tolerate(
                ifNotExists, ErrorKind.SHARE_ALREADY_EXISTS, () -> shares.create(session.caller(), name, comment));
        return Results.DONE;
    }

    private Optional<ResultTable> alterShare(Cursor statement, Session session) {
        String share = statement.identifier();
        if (statement.accept("RENAME", "TO")) {
            String newName = statement.identifier();
            statement.expectEnd();
            shares.rename(session.caller(), share, newName);
            return Results.DONE;
        }
        boolean add = statement.accept("ADD");
        if (!add) {
            statement.expect("REMOVE");
        }
        boolean schema = statement.accept("SCHEMA");
        if (!schema) {
            statement.accept("TABLE");
        }
        String name = schema
                ? session.schema(statement.name())
                : session.table(statement.name()).fullName();
        SharedObject object = object(statement, name, schema);
        shares.update(
                session.caller(),
                share,
                List.of(add ? shares.adding(session.caller(), share, object) : shares.removing(name)));
        return Results.DONE;
    }

    private static SharedObject object(Cursor statement, String name, boolean schema) {
        String comment = null;
        String sharedAs = "";
        boolean history = true;
        while (!statement.atEnd()) {
            if (statement.accept("COMMENT")) {
                comment = statement.string();
            } else if (statement.accept("AS")) {
                sharedAs = String.join(".", statement.name());
            } else if (statement.accept("WITH", "HISTORY")) {
                history = true;
            } else if (statement.accept("WITHOUT", "HISTORY")) {
                history = false;
            } else {
                throw statement.unexpected();
            }
        }
        return new SharedObject(name, schema ? "SCHEMA" : "TABLE", sharedAs, history, null, comment, 0, "");
    }

    private Optional<ResultTable> createRecipient(Cursor statement, Session session) {
        boolean ifNotExists = statement.accept("IF", "NOT", "EXISTS");
        String name = statement.identifier();
        statement.expect("USING", "ID");
        String id = statement.string();
        String comment = statement.accept("COMMENT") ? statement.string() : null;
        statement.expectEnd();
        Alterations.tolerate(
                ifNotExists,
                ErrorKind.RECIPIENT_ALREADY_EXISTS,
                () -> recipients.create(session.caller(), name, comment, "DATABRICKS", id));
        return Results.DONE;
    }
}
