package io.twinlake.sandbox.region.sql;

import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.ViewText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.tree.ParseTreeWalker;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;

/**
 * The tables, paths and functions that a query or statement names, in the order of their first mention; names of its own CTEs
 * are left out where they are seen.
 */
public final class QueryReferences {

    private final List<TableName> tables;
    private final List<TableName> functions;
    private final List<TableName> targets;
    private final ReferenceCollector collected;

    private QueryReferences(ReferenceCollector collected, ViewText text) {
        this.collected = collected;
        this.tables = resolve(collected.tables(), text);
        this.functions = resolve(collected.functions(), text);
        this.targets = resolve(collected.targets(), text);
    }

    public static QueryReferences of(ViewText text) {
        SqlBaseParser parser = parser(text);
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        ReferenceCollector collector = new ReferenceCollector();
        ParseTreeWalker.DEFAULT.walk(collector, parser.query());
        return new QueryReferences(collector, text);
    }

    /** What a whole statement names; it must be one that Spark's grammar knows, else it names nothing. */
    static QueryReferences ofStatement(ViewText text) {
        ReferenceCollector collector = new ReferenceCollector();
        ParseTreeWalker.DEFAULT.walk(collector, parser(text).singleStatement());
        return new QueryReferences(collector, text);
    }

    private static SqlBaseParser parser(ViewText text) {
        SqlBaseParser parser = new SqlBaseParser(Words.stream(text.query()));
        parser.removeErrorListeners();
        return parser;
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

    /** The files that are read by a path in the place of a table's name. */
    List<String> paths() {
        return collected.paths();
    }

    /** The files that are written by a path. */
    List<String> targetPaths() {
        return collected.targetPaths();
    }

    /** False where something is named in a way that tells only when it runs what it is. */
    boolean areKnown() {
        return collected.isKnown();
    }

    private static List<TableName> resolve(Set<List<String>> names, ViewText text) {
        Set<TableName> resolved = new LinkedHashSet<>();
        for (List<String> parts : names) {
            if (!parts.isEmpty() && parts.size() <= 3 && parts.stream().noneMatch(part -> part.contains("."))) {
                resolved.add(TableName.resolve(parts, text.catalog(), text.schema()));
            }
        }
        return List.copyOf(resolved);
    }
}
