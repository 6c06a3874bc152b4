package io.twinlake.sandbox.region.metastore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function.
 *
 * @param returns the whole return type as written; {@code TABLE(...)} for a table function
 * @param returnColumns the columns of a table function, else empty
 * @param runtime what runs it
 * @param definition the text after RETURN, or the body between the dollar signs
 * @param catalog and {@code schema}: against which the body's short names resolve
 */
public record FunctionEntry(
        Header header,
        List<Parameter> parameters,
        String returns,
        List<Parameter> returnColumns,
        Runtime runtime,
        String definition,
        boolean deterministic,
        String sqlDataAccess,
        String catalog,
        String schema)
        implements Securable {

    /** A parameter; the type as SQL in lower case. */
    public record Parameter(
            String name,
            String typeText,
            String typeName,
            @Nullable String defaultValue,
            @Nullable String comment) {}

    /**
     * What runs a function; no field of the REST API tells more of it than the language.
     *
     * @param language {@code SQL} or {@code PYTHON}
     * @param parameterStyle {@code PANDAS} for one that is called with batches
     * @param environment its options as they were written, by their names
     */
    public record Runtime(
            String language,
            @Nullable String handler,
            @Nullable String parameterStyle,
            Map<String, String> environment) {

        public Runtime {
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        }
    }

    public FunctionEntry {
        parameters = List.copyOf(parameters);
        returnColumns = List.copyOf(returnColumns);
    }

    @Override
    public SecurableKind kind() {
        return SecurableKind.FUNCTION;
    }

    @Override
    public FunctionEntry withHeader(Header newHeader) {
        return new FunctionEntry(
                newHeader,
                parameters,
                returns,
                returnColumns,
                runtime,
                definition,
                deterministic,
                sqlDataAccess,
                catalog,
                schema);
    }

    public String language() {
        return runtime.language();
    }

    public TableName name() {
        return TableName.parse(fullName());
    }

    /** The body of a function in SQL, as a query. */
    public ViewText query() {
        return new ViewText(isTableFunction() ? definition : "SELECT " + definition, catalog, schema);
    }

    /** The types of its parameters: another function of its name has others. */
    public List<String> signature() {
        return parameters.stream()
                .map(parameter -> parameter.typeText().replace(" ", ""))
                .toList();
    }

    public boolean isTableFunction() {
        return !returnColumns.isEmpty();
    }
}
