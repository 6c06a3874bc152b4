package io.twinlake.clients.databricks.sql;

import java.util.List;

/** The statement by which somebody gives a principal privileges: for a person who is told what is missing. */
public final class GrantStatement {
    private GrantStatement() {}

    /**
     * @param privileges by their REST names ({@code USE_SCHEMA})
     * @param securable its kind and its quoted name, as SQL has them
     */
    public static String of(List<String> privileges, String securable, String principal) {
        return "GRANT " + String.join(", ", privileges).replace('_', ' ') + " ON " + securable + " TO "
                + Identifiers.quote(principal);
    }
}
