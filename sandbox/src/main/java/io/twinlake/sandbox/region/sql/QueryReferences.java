package io.twinlake.sandbox.region.sql;

import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.ViewText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.tree.ParseTreeWalker;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.FunctionNameContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.NamedQueryContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.TableNameContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParserBaseListener;

/** The tables and functions that a query names, in the order of their first mention; names of its own CTEs are left out. */
public final class QueryReferences {

    private final List<TableName> tables;
    private final List<TableName> functions;
    private final List<TableName> targets;

    private QueryReferences(List<TableName> tables, List<TableName> functions, List<TableName> targets) {
        this.tables = tables;
        this.functions = functions;
        this.targets = targets;
    }

    public static QueryReferences of(ViewText text) {
        SqlBaseParser parser = new SqlBaseParser(Words.stream(text.query()));
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        Collector collector = new Collector();
        ParseTreeWalker.DEFAULT.walk(collector, parser.query());
        return new QueryReferences(
                resolve(collector.tables, collector.ctes, text),
                resolve(collector.functions, Set.of(), text),
                List.of());
    }

    /** What a whole statement names; it must be one that Spark's grammar knows, else it names nothing. */
    static QueryReferences ofStatement(ViewText text) {
        SqlBaseParser parser = new SqlBaseParser(Words.stream(text.query()));
        parser.removeErrorListeners();
        Collector collector = new Collector();
        ParseTreeWalker.DEFAULT.walk(collector, parser.singleStatement());
        return new QueryReferences(
                resolve(collector.tables, collector.ctes, text),
                resolve(collector.functions, Set.of(), text),
                resolve(collector.targets, Set.of(), text));
    }

    /** The tables that a statement writes. */
    List<TableName> targets() {
        return targets;
    }

    public List<TableName> tables() {
        return tables;
    }

    /** Candidates: what is written like a call, built-in functions included. */
    public List<TableName> functions() {
        return functions;
    }

    private static List<TableName> resolve(List<List<String>> names, Set<String> without, ViewText text) {
        Set<TableName> resolved = new LinkedHashSet<>();
        for (List<String> parts : names) {
            boolean own = parts.size() == 1 && without.contains(parts.get(0).toLowerCase(Locale.ROOT));
            if (!own && !parts.isEmpty() && parts.size() <= 3 && parts.stream().noneMatch(part -> part.contains("."))) {
                resolved.add(TableName.resolve(parts, text.catalog(), text.schema()));
            }
        }
        return List.copyOf(resolved);
    }

    private static final class Collector extends SqlBaseParserBaseListener {

        private final List<List<String>> tables = new ArrayList<>();
        private final List<List<String>> functions = new ArrayList<>();
        private final Set<String> ctes = new HashSet<>();
        private final List<List<String>> targets = new ArrayList<>();

        @Override
        public void enterTableName(TableNameContext context) {
            if (context.identifierReference() != null
                    && context.identifierReference().multipartIdentifier() != null) {
                tables.add(parts(context.identifierReference()));
            }
        }

        @Override
        public void enterInsertIntoTable(SqlBaseParser.InsertIntoTableContext context) {
            targets.add(parts(context.identifierReference()));
        }

        @Override
        public void enterInsertOverwriteTable(SqlBaseParser.InsertOverwriteTableContext context) {
            targets.add(parts(context.identifierReference()));
        }

        @Override
        public void enterDeleteFromTable(SqlBaseParser.DeleteFromTableContext context) {
            targets.add(parts(context.identifierReference()));
        }

        @Override
        public void enterUpdateTable(SqlBaseParser.UpdateTableContext context) {
            targets.add(parts(context.identifierReference()));
        }

        @Override
        public void enterMergeIntoTable(SqlBaseParser.MergeIntoTableContext context) {
            targets.add(parts(context.target));
            if (context.source != null) {
                tables.add(parts(context.source));
            }
        }

        private static List<String> parts(SqlBaseParser.IdentifierReferenceContext reference) {
            return reference.multipartIdentifier() == null
                    ? List.of()
                    : reference.multipartIdentifier().parts.stream()
                            .map(part -> plain(part.getText()))
                            .toList();
        }

        @Override
        public void enterNamedQuery(NamedQueryContext context) {
            ctes.add(plain(context.name.getText()).toLowerCase(Locale.ROOT));
        }

        @Override
        public void enterFunctionName(FunctionNameContext context) {
            if (context.qualifiedName() != null) {
                functions.add(context.qualifiedName().identifier().stream()
                        .map(part -> plain(part.getText()))
                        .toList());
            }
        }

        private static String plain(String identifier) {
            return identifier.startsWith("`")
                    ? identifier.substring(1, identifier.length() - 1).replace("``", "`")
                    : identifier;
        }
    }
}
