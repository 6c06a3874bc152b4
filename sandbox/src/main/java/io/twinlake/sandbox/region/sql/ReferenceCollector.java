package io.twinlake.sandbox.region.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.CtesContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.IdentifierReferenceContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParserBaseListener;
import org.jspecify.annotations.Nullable;

/** Walks over a parsed statement and takes down what it names, by the place in which the name stands. */
final class ReferenceCollector extends SqlBaseParserBaseListener {

    /** Delta's functions that are given a table's name or path as text. */
    private static final Set<String> READING_BY_TEXT = Set.of("table_changes", "table_changes_by_path");

    private final Set<List<String>> tables = new LinkedHashSet<>();
    private final Set<List<String>> functions = new LinkedHashSet<>();
    private final Set<List<String>> targets = new LinkedHashSet<>();
    private final List<String> paths = new ArrayList<>();
    private final List<String> targetPaths = new ArrayList<>();
    private boolean known = true;

    Set<List<String>> tables() {
        return tables;
    }

    Set<List<String>> functions() {
        return functions;
    }

    Set<List<String>> targets() {
        return targets;
    }

    List<String> paths() {
        return paths;
    }

    List<String> targetPaths() {
        return targetPaths;
    }

    boolean isKnown() {
        return known;
    }

    @Override
    public void enterIdentifierReference(IdentifierReferenceContext reference) {
        Optional<List<String>> parts = parts(reference);
        if (parts.isEmpty()) {
            known = false;
            return;
        }
        Use use = use(reference);
        if (Place.isPath(parts.get())) {
            (use == Use.READ ? paths : targetPaths).add(parts.get().get(1));
        } else if (use == Use.WRITTEN) {
            targets.add(parts.get());
        } else if (use == Use.READ && !isCte(reference, parts.get())) {
            tables.add(parts.get());
        }
    }

    private enum Use {
        READ,
        WRITTEN,
        /** Made, dropped or altered: the rights to do so are asked where that is done. */
        NAMED
    }

    private static Use use(IdentifierReferenceContext reference) {
        ParserRuleContext place = reference.getParent();
        if (place instanceof SqlBaseParser.MergeIntoTableContext merge) {
            return reference == merge.target ? Use.WRITTEN : Use.READ;
        }
        if (place instanceof SqlBaseParser.CreateTableLikeContext like) {
            return reference == like.source ? Use.READ : Use.NAMED;
        }
        if (place instanceof SqlBaseParser.TableNameContext
                || place instanceof SqlBaseParser.TableContext
                || place instanceof SqlBaseParser.ChangelogTableNameContext
                || place instanceof SqlBaseParser.FunctionTableSubqueryArgumentContext
                || place instanceof SqlBaseParser.CacheTableContext
                || place instanceof SqlBaseParser.ShowCreateTableContext
                || place instanceof SqlBaseParser.ShowPartitionsContext
                || place instanceof SqlBaseParser.ShowTblPropertiesContext) {
            return Use.READ;
        }
        boolean written = place instanceof SqlBaseParser.InsertIntoTableContext
                || place instanceof SqlBaseParser.InsertOverwriteTableContext
                || place instanceof SqlBaseParser.InsertIntoReplaceBooleanCondContext
                || place instanceof SqlBaseParser.InsertIntoReplaceUsingContext
                || place instanceof SqlBaseParser.DeleteFromTableContext
                || place instanceof SqlBaseParser.UpdateTableContext
                || place instanceof SqlBaseParser.TruncateTableContext
                || place instanceof SqlBaseParser.AnalyzeContext;
        return written ? Use.WRITTEN : Use.NAMED;
    }

    /** The parts of a name; empty where only its evaluation tells them. A literal in IDENTIFIER is a name like any other. */
    private static Optional<List<String>> parts(IdentifierReferenceContext reference) {
        if (reference.multipartIdentifier() == null) {
            return reference.expression() == null
                    ? Optional.of(List.of())
                    : literal(reference.expression().getText());
        }
        List<String> parts = new ArrayList<>();
        for (ParserRuleContext part : reference.multipartIdentifier().parts) {
            if (isEvaluated(part.getText())) {
                return Optional.empty();
            }
            parts.add(plain(part.getText()));
        }
        return Optional.of(parts);
    }

    private static Optional<List<String>> literal(String expression) {
        Cursor literal = new Cursor(expression);
        if (!literal.seesString()) {
            return Optional.empty();
        }
        Cursor name = new Cursor(literal.string());
        return literal.atEnd() ? Optional.of(name.name()) : Optional.empty();
    }

    /** Whether a name means an expression of a WITH clause around it; in the clause itself it means an earlier one. */
    private static boolean isCte(ParserRuleContext reference, List<String> parts) {
        if (parts.size() != 1) {
            return false;
        }
        ParserRuleContext below = reference;
        for (ParserRuleContext at = reference.getParent(); at != null; at = at.getParent()) {
            if (at instanceof CtesContext own) {
                int before = own.namedQuery().indexOf(below) + (own.RECURSIVE() == null ? 0 : 1);
                if (names(own, before, parts.get(0))) {
                    return true;
                }
            } else {
                CtesContext held = ctes(at);
                if (held != null
                        && held != below
                        && names(held, held.namedQuery().size(), parts.get(0))) {
                    return true;
                }
            }
            below = at;
        }
        return false;
    }

    private static @Nullable CtesContext ctes(ParserRuleContext context) {
        if (context instanceof SqlBaseParser.QueryContext query) {
            return query.ctes();
        }
        return context instanceof SqlBaseParser.DmlStatementContext statement ? statement.ctes() : null;
    }

    private static boolean names(CtesContext ctes, int first, String name) {
        return ctes.namedQuery().stream()
                .limit(first)
                .anyMatch(query -> plain(query.name.getText()).equalsIgnoreCase(name));
    }

    @Override
    public void enterFunctionName(SqlBaseParser.FunctionNameContext context) {
        if (context.expression() != null) {
            known = false;
        } else if (context.qualifiedName() != null) {
            List<String> parts = new ArrayList<>();
            for (ParserRuleContext part : context.qualifiedName().identifier()) {
                known &= !isEvaluated(part.getText());
                parts.add(plain(part.getText()));
            }
            known &= !READING_BY_TEXT.contains(parts.get(parts.size() - 1).toLowerCase(Locale.ROOT));
            functions.add(parts);
        }
    }

    @Override
    public void enterExecuteImmediate(SqlBaseParser.ExecuteImmediateContext context) {
        known = false;
    }

    @Override
    public void enterStreamTableName(SqlBaseParser.StreamTableNameContext context) {
        known = false;
    }

    @Override
    public void enterAnalyzeTables(SqlBaseParser.AnalyzeTablesContext context) {
        known = false;
    }

    @Override
    public void enterCall(SqlBaseParser.CallContext context) {
        known = false;
    }

    @Override
    public void enterLoadData(SqlBaseParser.LoadDataContext context) {
        known = false;
    }

    @Override
    public void enterInsertOverwriteDir(SqlBaseParser.InsertOverwriteDirContext context) {
        known = false;
    }

    @Override
    public void enterInsertOverwriteHiveDir(SqlBaseParser.InsertOverwriteHiveDirContext context) {
        known = false;
    }

    /** {@code IDENTIFIER(...)} as a part of a name. */
    private static boolean isEvaluated(String part) {
        return !part.startsWith("`") && part.contains("(");
    }

    private static String plain(String identifier) {
        return identifier.startsWith("`")
                ? identifier.substring(1, identifier.length() - 1).replace("``", "`")
                : identifier;
    }
}
