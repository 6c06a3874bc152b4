package io.twinlake.sandbox.region.sql.statement;

import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.metastore.FunctionEntry;
import io.twinlake.sandbox.region.metastore.FunctionEntry.Parameter;
import io.twinlake.sandbox.region.sql.Cursor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands between the parameters and the body, in any order. */
final class FunctionCharacteristics {

    private static final Pattern CHANCE = Pattern.compile(
            "\\b(rand|randn|random|uuid|shuffle|monotonically_increasing_id)\\s*\\(", Pattern.CASE_INSENSITIVE);

    private static final Set<String> ENVIRONMENT_OPTIONS = Set.of("dependencies", "environment_version");

    private static final String[] CLAUSES = {
        "LANGUAGE",
        "DETERMINISTIC",
        "NOT",
        "COMMENT",
        "CONTAINS",
        "READS",
        FunctionStatements.SQL,
        "HANDLER",
        "PARAMETER",
        "ENVIRONMENT",
        "RETURN",
        "AS"
    };

    private String returns = "";
    private List<Parameter> returnColumns = List.of();
    private String language = FunctionStatements.SQL;
    private @Nullable String handler;
    private @Nullable String parameterStyle;
    private Map<String, String> environment = Map.of();
    private @Nullable Boolean deterministic;
    private String dataAccess = "CONTAINS_SQL";
    private @Nullable String comment;

    void read(Cursor statement) {
        while (!statement.accept("RETURN") && !statement.accept("AS")) {
            if (statement.accept("RETURNS", "TABLE")) {
                returnColumns = FunctionStatements.parameters(statement);
                returns = "TABLE";
            } else if (statement.accept("RETURNS")) {
                int from = statement.offset();
                statement.skipTo(CLAUSES);
                returns = statement.textSince(from).strip().toLowerCase(Locale.ROOT);
            } else if (statement.accept("LANGUAGE")) {
                language = statement.identifier().toUpperCase(Locale.ROOT);
            } else if (!readRuntime(statement) && !readFlag(statement)) {
                throw statement.unexpected();
            }
        }
    }

    /** What only a function in another language than SQL has. */
    private boolean readRuntime(Cursor statement) {
        if (statement.accept("HANDLER")) {
            handler = statement.string();
        } else if (statement.accept("PARAMETER", "STYLE")) {
            parameterStyle = statement.identifier().toUpperCase(Locale.ROOT);
        } else if (statement.sees("ENVIRONMENT")) {
            environment = environment(statement);
        } else {
            return false;
        }
        return true;
    }

    private static Map<String, String> environment(Cursor statement) {
        statement.expect("ENVIRONMENT");
        Map<String, String> options = statement.pairs();
        if (!ENVIRONMENT_OPTIONS.containsAll(options.keySet()) || !options.containsKey("environment_version")) {
            throw SqlFailure.of(
                    "INVALID_UDF_ENVIRONMENT",
                    "42K0P",
                    "The ENVIRONMENT of a function takes dependencies and needs environment_version, not "
                            + options.keySet() + ".");
        }
        return options;
    }

    FunctionEntry.Runtime runtime() {
        return new FunctionEntry.Runtime(language, handler, parameterStyle, environment);
    }

    /** Where it is not said, what the body calls tells. */
    boolean isDeterministic(String definition) {
        return deterministic == null
                ? !language.equals(FunctionStatements.SQL)
                        || !CHANCE.matcher(definition).find()
                : deterministic;
    }

    private boolean readFlag(Cursor statement) {
        if (statement.accept("NOT", "DETERMINISTIC")) {
            deterministic = false;
        } else if (statement.accept("DETERMINISTIC")) {
            deterministic = true;
        } else if (statement.accept("COMMENT")) {
            comment = statement.string();
        } else if (statement.accept("READS", "SQL", "DATA")) {
            dataAccess = "READS_SQL_DATA";
        } else {
            return statement.accept("CONTAINS", "SQL") || statement.accept("SQL", "SECURITY", "DEFINER");
        }
        return true;
    }

    String returns() {
        return returns;
    }

    /** Where none was written. */
    void returns(String found) {
        returns = found;
    }

    List<Parameter> returnColumns() {
        return returnColumns;
    }

    String language() {
        return language;
    }

    String dataAccess() {
        return dataAccess;
    }

    @Nullable
    String comment() {
        return comment;
    }
}
