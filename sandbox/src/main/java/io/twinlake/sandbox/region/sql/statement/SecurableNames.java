package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.metastore.SecurableKind;
import io.twinlake.sandbox.region.metastore.access.SecurableRef;
import io.twinlake.sandbox.region.metastore.objects.Metastore;
import io.twinlake.sandbox.region.sql.Cursor;
import io.twinlake.sandbox.region.sql.Session;
import java.util.List;

/** Reads {@code TABLE a.b.c} and its like: a securable's kind, TABLE where none is named, and its name. */
final class SecurableNames {

    private SecurableNames() {}

    static SecurableRef read(Cursor statement, Session session, Metastore metastore) {
        SecurableRef ref = ref(kind(statement), statement, session, metastore);
        if (ref.kind() != SecurableKind.METASTORE
                && metastore.shelves().find(ref).isEmpty()) {
            throw ref.kind().missing(ref.fullName());
        }
        return ref;
    }

    private static SecurableKind kind(Cursor statement) {
        if (statement.accept("EXTERNAL", "LOCATION")) {
            return SecurableKind.EXTERNAL_LOCATION;
        }
        if (statement.accept("STORAGE", "CREDENTIAL")) {
            return SecurableKind.STORAGE_CREDENTIAL;
        }
        return statement
                .acceptOne(
                        "METASTORE", "CATALOG", "SCHEMA", "DATABASE", "TABLE", "VIEW", "FUNCTION", "SHARE", "RECIPIENT")
                .map(word -> switch (word) {
                    case "DATABASE" -> SecurableKind.SCHEMA;
                    case "VIEW" -> SecurableKind.TABLE;
                    default -> SecurableKind.named(word);
                })
                .orElse(SecurableKind.TABLE);
    }

    private static SecurableRef ref(SecurableKind kind, Cursor statement, Session session, Metastore metastore) {
        if (kind == SecurableKind.METASTORE) {
            return new SecurableRef(kind, metastore.identity().metastoreId());
        }
        List<String> name = statement.name();
        return switch (kind) {
            case SCHEMA -> new SecurableRef(kind, session.schema(name));
            case TABLE, FUNCTION -> new SecurableRef(kind, session.table(name).fullName());
            default -> new SecurableRef(kind, name.get(0));
        };
    }
}
