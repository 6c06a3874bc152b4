package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.GuardCall;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.metastore.objects.Policies;
import io.twinlake.sandbox.region.metastore.objects.Policy;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** CREATE, DROP and SHOW of policies. */
public final class PolicyStatements implements MetadataStatement {

    private final Metastore metastore;

    public PolicyStatements(Metastore metastore) {
        this.metastore = metastore;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (statement.accept("CREATE", "POLICY")) {
            return create(statement, session, false);
        }
        if (statement.accept("CREATE", "OR", "REPLACE", "POLICY")) {
            return create(statement, session, true);
        }
        if (statement.accept("DROP", "POLICY")) {
            String name = statement.identifier();
            SecurableRef on = on(statement, session);
            statement.expectEnd();
            metastore.policies().drop(session.caller(), on, name);
            return Results.DONE;
        }
        if (statement.accept("SHOW", "POLICIES")) {
            return show(statement, session, false);
        }
        return statement.accept("SHOW", "EFFECTIVE", "POLICIES") ? show(statement, session, true) : Results.NOT_MINE;
    }

    private SecurableRef on(Cursor statement, Session session) {
        statement.expect("ON");
        return SecurableNames.read(statement, session, metastore);
    }

    private Optional<ResultTable> create(Cursor statement, Session session, boolean orReplace) {
        String name = statement.identifier();
        SecurableRef on = on(statement, session);
        String comment = statement.accept("COMMENT") ? statement.string() : null;
        if (statement.accept("COLUMN", "MASK")) {
            throw Policies.conditional();
        }
        statement.expect("ROW", "FILTER");
        TableName function = session.table(statement.name());
        statement.expect("TO");
        List<String> to = principals(statement);
        List<String> except = statement.accept("EXCEPT") ? principals(statement) : List.of();
        statement.expect("FOR", "TABLES");
        if (statement.sees("WHEN") || statement.sees("MATCH")) {
            throw Policies.conditional();
        }
        List<GuardCall.Argument> arguments =
                statement.accept("USING", "COLUMNS") ? GuardStatements.arguments(statement) : List.of();
        statement.expectEnd();
        metastore
                .policies()
                .create(
                        session.caller(),
                        Policy.wanted(name, comment, on, new GuardCall(function, arguments), to, except),
                        orReplace);
        return Results.DONE;
    }

    private static List<String> principals(Cursor statement) {
        List<String> principals = new ArrayList<>();
        do {
            principals.add(statement.seesString() ? statement.string() : statement.identifier());
        } while (statement.accept(","));
        return principals;
    }

    private Optional<ResultTable> show(Cursor statement, Session session, boolean inherited) {
        SecurableRef on = on(statement, session);
        statement.expectEnd();
        List<List<@Nullable String>> rows = metastore.policies().list(session.caller(), on, inherited).stream()
                .map(PolicyStatements::row)
                .toList();
        return Results.rows(List.of("Policy Name", "Policy Type", "Catalog", "Schema", "Table", "Comment"), rows);
    }

    private static List<@Nullable String> row(Policy policy) {
        String[] place = policy.on().fullName().split("\\.", -1);
        return Arrays.asList(
                policy.name(),
                "ROW_FILTER",
                place[0],
                policy.on().kind() == SecurableKind.CATALOG ? null : place[1],
                policy.on().kind() == SecurableKind.TABLE ? place[2] : null,
                policy.header().comment());
    }
}
