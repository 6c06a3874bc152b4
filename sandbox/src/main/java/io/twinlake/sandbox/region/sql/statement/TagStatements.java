package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.MetadataStatement;
import io.twinlake.sandbox.region.sql.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SET TAG ON and UNSET TAG ON, the statements beside ALTER's clauses. */
public final class TagStatements implements MetadataStatement {

    private final Metastore metastore;

    public TagStatements(Metastore metastore) {
        this.metastore = metastore;
    }

    @Override
    public Optional<ResultTable> run(Cursor statement, Session session) {
        boolean set = statement.accept("SET", "TAG", "ON");
        if (!set && !statement.accept("UNSET", "TAG", "ON")) {
            return Results.NOT_MINE;
        }
        String column = null;
        SecurableRef securable;
        if (statement.accept("COLUMN")) {
            List<String> parts = new ArrayList<>(statement.name());
            column = parts.remove(parts.size() - 1);
            securable =
                    new SecurableRef(SecurableKind.TABLE, session.table(parts).fullName());
        } else {
            securable = SecurableNames.read(statement, session, metastore);
        }
        change(statement, session, securable, column, set);
        return Results.DONE;
    }

    private void change(
            Cursor statement, Session session, SecurableRef securable, @Nullable String column, boolean set) {
        String key = statement.seesString() ? statement.string() : statement.identifier();
        String value = set && statement.accept("=") ? tagValue(statement) : "";
        statement.expectEnd();
        metastore
                .tags()
                .change(
                        session.caller(),
                        securable,
                        column,
                        set ? Map.of(key, value) : Map.of(),
                        set ? Set.of() : Set.of(key));
    }

    private static String tagValue(Cursor statement) {
        return statement.seesString() ? statement.string() : statement.identifier();
    }
}
