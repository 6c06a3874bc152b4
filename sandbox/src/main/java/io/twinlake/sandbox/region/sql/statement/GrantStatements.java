package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.access.EffectivePrivilege;
import io.twinlake.sandbox.region.metastore.access.GrantChange;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** GRANT, REVOKE and SHOW GRANTS; who may not change grants is shown its own. */
public final class GrantStatements implements MetadataStatement {

    private final Metastore metastore;

    public GrantStatements(Metastore metastore) {
        this.metastore = metastore;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        if (statement.accept("GRANT")) {
            return change(statement, session, "TO");
        }
        if (statement.accept("REVOKE")) {
            return change(statement, session, "FROM");
        }
        return statement.accept("SHOW", "GRANTS") || statement.accept("SHOW", "GRANT")
                ? show(statement, session)
                : Results.NOT_MINE;
    }

    private Optional<ResultTable> change(Cursor statement, Session session, String preposition) {
        Set<String> privileges = privileges(statement);
        SecurableRef securable = SecurableNames.read(statement, session, metastore);
        statement.expect(preposition);
        if (statement.sees("RECIPIENT")) {
            statement.accept("RECIPIENT");
        }
        String principal = principal(statement);
        statement.expectEnd();
        GrantChange change = preposition.equals("TO")
                ? new GrantChange(principal, privileges, Set.of())
                : new GrantChange(principal, Set.of(), privileges);
        metastore.access().requireGrants(session.caller(), securable, List.of(change));
        metastore.grants().change(securable, List.of(change));
        return Results.DONE;
    }

    /** Privileges are words with blanks between them in SQL, with underscores elsewhere. */
    private static Set<String> privileges(Cursor statement) {
        Set<String> privileges = new LinkedHashSet<>();
        do {
            StringBuilder privilege = new StringBuilder(statement.identifier());
            while (!statement.sees(",") && !statement.sees("ON")) {
                privilege.append('_').append(statement.identifier());
            }
            privileges.add(privilege.toString().toUpperCase(Locale.ROOT));
        } while (statement.accept(","));
        statement.expect("ON");
        return privileges;
    }

    private static String principal(Cursor statement) {
        return statement.seesString() ? statement.string() : statement.identifier();
    }

    private Optional<ResultTable> show(Cursor statement, Session session) {
        String only = statement.sees("ON") ? null : principal(statement);
        statement.expect("ON");
        SecurableRef securable = SecurableNames.read(statement, session, metastore);
        statement.expectEnd();
        Predicate<String> shown = metastore.access().rights().shownGrantees(session.caller(), securable);
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (EffectivePrivilege grant : metastore.grants().effective(securable)) {
            if (shown.test(grant.principal()) && (only == null || only.equals(grant.principal()))) {
                rows.add(List.of(
                        metastore.principals().nameInGrants(grant.principal()),
                        grant.privilege().replace('_', ' '),
                        grant.grantedOn().name(),
                        grant.grantedOnName()));
            }
        }
        return Results.rows(List.of("Principal", "ActionType", "ObjectType", "ObjectKey"), rows);
    }
}
