package io.twinlake.catalogsync.sql;

import io.twinlake.config.name.ObjectName;
import java.util.List;
import java.util.Locale;
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
                    .map(TableNames::bare)
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

    static String bare(String part) {
        return part.length() > 1 && part.startsWith("`")
                ? part.substring(1, part.length() - 1).replace("``", "`")
                : part;
    }
}
