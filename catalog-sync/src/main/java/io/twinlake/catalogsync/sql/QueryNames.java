package io.twinlake.catalogsync.sql;

import io.twinlake.catalogsync.sql.token.SqlTokens;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.jspecify.annotations.Nullable;

/** The names that queries give to parts of themselves (WITH), each seen where the language shows it. */
final class QueryNames {
    private QueryNames() {}

    /**
     * Whether a name stands for a part of the query: named in a WITH around it, and before it. A part is not seen in itself, so that it may
     * have the name of what it reads, unless the WITH is recursive.
     */
    static boolean covers(ParserRuleContext name, List<String> parts) {
        if (parts.size() != 1) {
            return false;
        }
        ParserRuleContext below = name;
        for (ParserRuleContext at = name.getParent(); at != null; at = at.getParent()) {
            if (at instanceof SqlBaseParser.CtesContext ctes && names(ctes, below, parts.get(0))) {
                return true;
            }
            if (at instanceof SqlBaseParser.QueryContext query
                    && query.ctes() != null
                    && query.ctes() != below
                    && names(query.ctes(), null, parts.get(0))) {
                return true;
            }
            below = at;
        }
        return false;
    }

    /** Whether a WITH has a name, up to one of its parts. */
    private static boolean names(SqlBaseParser.CtesContext ctes, @Nullable ParserRuleContext upTo, String name) {
        for (SqlBaseParser.NamedQueryContext query : ctes.namedQuery()) {
            if (query == upTo && ctes.RECURSIVE() == null) {
                return false;
            }
            if (SqlTokens.bare(query.name.getText()).equalsIgnoreCase(name)) {
                return true;
            }
            if (query == upTo) {
                return false;
            }
        }
        return false;
    }
}
