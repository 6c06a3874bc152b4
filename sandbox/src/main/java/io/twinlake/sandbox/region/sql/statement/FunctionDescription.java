package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.sql.Literals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What DESCRIBE FUNCTION says: a row for each label. Labels up to the parameter style are the platform's, as public programs show them; those of
 * handler and environment are named as their clauses.
 */
final class FunctionDescription {

    private final List<List<@Nullable String>> rows = new ArrayList<>();

    private FunctionDescription() {}

    static List<List<@Nullable String>> of(FunctionEntry function, boolean extended, boolean withText) {
        FunctionDescription description = new FunctionDescription();
        description.row("Function", function.fullName());
        description.row("Type", function.isTableFunction() ? "TABLE" : "SCALAR");
        description.row("Input", inputs(function));
        description.row("Returns", function.returns().toUpperCase(Locale.ROOT));
        if (extended) {
            description.extend(function, withText);
        }
        return description.rows;
    }

    private void extend(FunctionEntry function, boolean withText) {
        FunctionEntry.Runtime runtime = function.runtime();
        boolean inSql = function.language().equals("SQL");
        if (function.header().comment() != null) {
            row("Comment", function.header().comment());
        }
        row("Deterministic", Boolean.toString(function.deterministic()));
        if (inSql) {
            row("Data Access", function.sqlDataAccess().replace('_', ' '));
        }
        row("Owner", function.header().audit().owner());
        row(
                "Create Time",
                Instant.ofEpochMilli(function.header().audit().createdAt()).toString());
        row("Body", withText ? function.definition() : "");
        if (!inSql) {
            row("Language", "Python");
            row("Parameter Style", "PANDAS".equals(runtime.parameterStyle()) ? "Pandas" : "Scalar");
        }
        if (runtime.handler() != null) {
            row("Handler", runtime.handler());
        }
        if (!runtime.environment().isEmpty()) {
            row(
                    "Environment",
                    runtime.environment().entrySet().stream()
                            .map(option -> option.getKey() + " = " + Literals.quote(option.getValue()))
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String inputs(FunctionEntry function) {
        return function.parameters().isEmpty()
                ? "()"
                : function.parameters().stream()
                        .map(parameter ->
                                parameter.name() + " " + parameter.typeText().toUpperCase(Locale.ROOT))
                        .collect(Collectors.joining("\n" + " ".repeat(17)));
    }

    private void row(String label, String value) {
        rows.add(List.of(String.format(Locale.ROOT, "%-17s%s", label + ":", value)));
    }
}
