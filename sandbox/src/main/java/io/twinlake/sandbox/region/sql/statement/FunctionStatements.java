package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlEngine;
import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.metastore.FunctionEntry.Parameter;
import io.twinlake.sandbox.region.metastore.Header;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.Literals;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** CREATE and DROP FUNCTION. */
public final class FunctionStatements implements MetadataStatement {

    private static final Pattern DOLLAR_QUOTED =
            Pattern.compile("(?<quote>\\$\\w*\\$)(?<body>(?:(?!\\k<quote>).)*)\\k<quote>\\s*;?\\s*", Pattern.DOTALL);

    static final String SQL = "SQL";

    private final Metastore metastore;
    private final SqlEngine engine;

    public FunctionStatements(Metastore metastore, SqlEngine engine) {
        this.metastore = metastore;
        this.engine = engine;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (statement.accept("CREATE", "FUNCTION")) {
            return create(statement, session, false);
        }
        if (statement.accept("CREATE", "OR", "REPLACE", "FUNCTION")) {
            return create(statement, session, true);
        }
        return statement.accept("DROP", "FUNCTION") ? drop(statement, session) : Results.NOT_MINE;
    }

    private Optional<ResultTable> create(Cursor statement, Session session, boolean orReplace) {
        boolean ifNotExists = statement.accept("IF", "NOT", "EXISTS");
        TableName name = session.table(statement.name());
        List<Parameter> parameters = parameters(statement);
        FunctionCharacteristics characteristics = new FunctionCharacteristics();
        characteristics.read(statement);
        String definition;
        if (characteristics.language().equals(SQL)) {
            definition = statement.rest();
            checkTypes(characteristics, parameters, definition, session);
        } else {
            definition = dollarQuoted(statement);
        }
        FunctionEntry entry = new FunctionEntry(
                header(name, characteristics.comment(), session),
                parameters,
                characteristics.returns(),
                characteristics.returnColumns(),
                characteristics.runtime(),
                definition,
                characteristics.isDeterministic(definition),
                characteristics.dataAccess(),
                session.catalog(),
                session.schema());
        metastore.functions().create(session.caller(), entry, orReplace, ifNotExists);
        return Results.DONE;
    }

    private static Header header(TableName name, @Nullable String comment, Session session) {
        return new Header(
                name.fullName(),
                UUID.randomUUID().toString(),
                comment,
                Map.of(),
                Audit.createdBy(session.caller().principal(), 0));
    }

    static List<Parameter> parameters(Cursor statement) {
        List<Parameter> parameters = new ArrayList<>();
        statement.expect("(");
        while (!statement.accept(")")) {
            parameters.add(parameter(statement));
            statement.accept(",");
        }
        return parameters;
    }

    private static Parameter parameter(Cursor statement) {
        String name = statement.identifier();
        int from = statement.offset();
        statement.skipTo(",", ")", "DEFAULT", "COMMENT", "NOT");
        String type = statement.textSince(from).toLowerCase(Locale.ROOT);
        statement.accept("NOT", "NULL");
        String value = null;
        if (statement.accept("DEFAULT")) {
            int start = statement.offset();
            statement.skipTo(",", ")", "COMMENT");
            value = statement.textSince(start);
        }
        String comment = statement.accept("COMMENT") ? statement.string() : null;
        return new Parameter(name, type, typeName(type), value, comment);
    }

    /** The family of a type's text, as REST names it. */
    static String typeName(String type) {
        String family = type.replaceAll("[<( ].*", "").toUpperCase(Locale.ROOT);
        return switch (family) {
            case "BIGINT" -> "LONG";
            case "SMALLINT" -> "SHORT";
            case "TINYINT" -> "BYTE";
            case "INTEGER" -> "INT";
            case "NUMERIC", "DEC" -> "DECIMAL";
            default -> family;
        };
    }

    /** Lets the engine analyse a body without sub-queries, and finds the return type where none was written. */
    private void checkTypes(
            FunctionCharacteristics characteristics, List<Parameter> parameters, String definition, Session session) {
        boolean simple = characteristics.returnColumns().isEmpty()
                && !definition.toUpperCase(Locale.ROOT).contains("SELECT");
        if (simple) {
            String arguments = parameters.stream()
                    .map(parameter ->
                            "CAST(NULL AS " + parameter.typeText() + ") AS " + Literals.identifier(parameter.name()))
                    .collect(Collectors.joining(", "));
            String from = parameters.isEmpty() ? "" : " FROM (SELECT " + arguments + ")";
            List<Column> result = engine.describeQuery(
                    "SELECT (" + definition + ") AS result" + from, session.catalog(), session.schema());
            if (characteristics.returns().isEmpty()) {
                characteristics.returns(result.get(0).typeText());
            }
        }
    }

    /** What stands between dollar signs and their tag, which may be empty; it is no SQL, and so not to be read by words. */
    private static String dollarQuoted(Cursor statement) {
        Matcher quoted = DOLLAR_QUOTED.matcher(statement.sql().substring(statement.offset()));
        if (!quoted.matches()) {
            throw statement.unexpected();
        }
        return quoted.group("body");
    }

    private Optional<ResultTable> drop(Cursor statement, Session session) {
        boolean ifExists = statement.accept("IF", "EXISTS");
        TableName name = session.table(statement.name());
        statement.expectEnd();
        Alterations.tolerate(
                ifExists,
                ErrorKind.FUNCTION_DOES_NOT_EXIST,
                () -> metastore.functions().drop(session.caller(), name));
        return Results.DONE;
    }
}
