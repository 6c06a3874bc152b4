package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.GuardCall;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What ALTER TABLE changes of row filters and column masks. */
public final class GuardStatements implements MetadataStatement {

    private static final Pattern LITERAL = Pattern.compile("(?i)['\"0-9]|(true|false|null)$");

    private final Metastore metastore;

    public GuardStatements(Metastore metastore) {
        this.metastore = metastore;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (!statement.accept("ALTER", "TABLE")) {
            return Results.NOT_MINE;
        }
        TableName table = session.table(statement.name());
        if (statement.accept("SET", "ROW", "FILTER")) {
            TableName function = session.table(statement.name());
            statement.expect("ON");
            GuardCall filter = new GuardCall(function, arguments(statement));
            statement.expectEnd();
            metastore.guards().filter(session.caller(), table, filter);
            return Results.DONE;
        }
        if (statement.accept("DROP", "ROW", "FILTER")) {
            statement.expectEnd();
            metastore.guards().filter(session.caller(), table, null);
            return Results.DONE;
        }
        if (statement.accept("ALTER", "COLUMN") || statement.accept("ALTER")) {
            return mask(statement, session, table, statement.identifier());
        }
        return Results.NOT_MINE;
    }

    private Optional<ResultTable> mask(Cursor statement, Session session, TableName table, String column) {
        GuardCall mask = null;
        if (statement.accept("SET", "MASK")) {
            TableName function = session.table(statement.name());
            mask = new GuardCall(function, statement.accept("USING", "COLUMNS") ? arguments(statement) : List.of());
        } else if (!statement.accept("DROP", "MASK")) {
            return Results.NOT_MINE;
        }
        statement.expectEnd();
        metastore.guards().mask(session.caller(), table, column, mask);
        return Results.DONE;
    }

    /** Columns and literals in parentheses. */
    static List<GuardCall.Argument> arguments(Cursor statement) {
        List<GuardCall.Argument> arguments = new ArrayList<>();
        statement.expect("(");
        while (!statement.accept(")")) {
            arguments.add(argument(statement));
            if (!statement.sees(")")) {
                statement.expect(",");
            }
        }
        return arguments;
    }

    private static GuardCall.Argument argument(Cursor statement) {
        int from = statement.offset();
        statement.skipTo(",", ")");
        String text = statement.textSince(from);
        if (LITERAL.matcher(text).lookingAt()) {
            return new GuardCall.Argument(text, true);
        }
        Cursor argument = new Cursor(text);
        String column = argument.identifier();
        argument.expectEnd();
        return GuardCall.Argument.column(column);
    }
}
