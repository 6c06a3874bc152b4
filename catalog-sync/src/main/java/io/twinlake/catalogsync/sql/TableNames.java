package io.twinlake.catalogsync.sql;

import io.twinlake.catalogsync.sql.token.SqlTokens;
import io.twinlake.catalogsync.sql.token.StringLiteral;
import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/** Names as a text writes them. */
final class TableNames {
    private static final Set<String> PATH_FORMATS =
            Set.of("delta", "parquet", "csv", "json", "text", "orc", "avro", "binaryfile", "iceberg");

    private TableNames() {}

    /** The bare parts; none where they are put together at run time. */
    static List<String> parts(SqlBaseParser.IdentifierReferenceContext reference) {
        if (reference.multipartIdentifier() != null) {
            return reference.multipartIdentifier().parts.stream()
                    .map(ParserRuleContext::getText)
                    .map(SqlTokens::bare)
                    .toList();
        }
        // IDENTIFIER('a.b.c'); what is put together is refused before anybody asks what it reads.
        return StringLiteral.value(reference.expression().getText())
                .map(name -> ObjectName.parse(name).parts())
                .orElse(List.of());
    }

    /** Whether a file is named, in the place of a table. */
    static boolean isPath(List<String> parts) {
        return parts.size() == 2 && PATH_FORMATS.contains(parts.get(0).toLowerCase(Locale.ROOT));
    }

    /** The whole name of a table, view or function, in lower case as Unity Catalog keeps it; empty for what is none of one to three parts. */
    static Optional<ObjectName> full(List<String> parts, ObjectName schema) {
        if (parts.isEmpty() || parts.size() > 3) {
            return Optional.empty();
        }
        List<String> full = new ArrayList<>(schema.parts().subList(0, 3 - parts.size()));
        parts.forEach(part -> full.add(part.toLowerCase(Locale.ROOT)));
        return Optional.of(new ObjectName(full));
    }
}
