package io.twinlake.catalogsync.sql;

import io.twinlake.config.name.ObjectName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.ParseTreeWalker;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParserBaseListener;

/** Finds the tables and views that a query names, by parsing it. */
public final class TablesRead {
    private static final Set<String> PATH_FORMATS =
            Set.of("delta", "parquet", "csv", "json", "text", "orc", "avro", "binaryfile", "iceberg");

    private TablesRead() {}

    /**
     * The full names that a query reads; names of fewer than three parts are looked up in a schema. Empty if the text is not a query that
     * Spark's grammar knows.
     */
    public static Optional<SortedSet<ObjectName>> in(String query, ObjectName schema) {
        CommonTokenStream tokens = new SqlTokens(query).stream();
        return parse(tokens).map(tree -> {
            Names names = new Names(schema);
            ParseTreeWalker.DEFAULT.walk(names, tree);
            return names.read();
        });
    }

    /** The quick prediction mode first; the full one decides whether the text is wrong. */
    private static Optional<ParseTree> parse(CommonTokenStream tokens) {
        SqlBaseParser parser = new SqlBaseParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        try {
            return Optional.of(parser.singleStatement());
        } catch (ParseCancellationException notBySll) {
            tokens.seek(0);
            parser.reset();
            parser.setErrorHandler(new DefaultErrorStrategy());
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            ParseTree tree = parser.singleStatement();
            return parser.getNumberOfSyntaxErrors() == 0 ? Optional.of(tree) : Optional.empty();
        }
    }

    private static final class Names extends SqlBaseParserBaseListener {
        private final ObjectName schema;
        private final Set<String> queries = new HashSet<>();
        private final List<List<String>> tables = new ArrayList<>();

        Names(ObjectName schema) {
            this.schema = schema;
        }

        @Override
        public void enterNamedQuery(SqlBaseParser.NamedQueryContext context) {
            queries.add(bare(context.name.getText()).toLowerCase(Locale.ROOT));
        }

        @Override
        public void enterTableName(SqlBaseParser.TableNameContext context) {
            SqlBaseParser.MultipartIdentifierContext name =
                    context.identifierReference().multipartIdentifier();
            if (name != null) {
                tables.add(name.parts.stream()
                        .map(ParserRuleContext::getText)
                        .map(Names::bare)
                        .toList());
            }
        }

        SortedSet<ObjectName> read() {
            SortedSet<ObjectName> read = new TreeSet<>();
            for (List<String> parts : tables) {
                boolean query =
                        parts.size() == 1 && queries.contains(parts.get(0).toLowerCase(Locale.ROOT));
                boolean path =
                        parts.size() == 2 && PATH_FORMATS.contains(parts.get(0).toLowerCase(Locale.ROOT));
                if (!query && !path && parts.size() <= 3) {
                    read.add(full(parts));
                }
            }
            return read;
        }

        /** Unity Catalog keeps names in lower case. */
        private ObjectName full(List<String> parts) {
            List<String> full = new ArrayList<>(schema.parts().subList(0, 3 - parts.size()));
            parts.forEach(part -> full.add(part.toLowerCase(Locale.ROOT)));
            return new ObjectName(full);
        }

        private static String bare(String part) {
            return part.length() > 1 && part.startsWith("`")
                    ? part.substring(1, part.length() - 1).replace("``", "`")
                    : part;
        }
    }
}
