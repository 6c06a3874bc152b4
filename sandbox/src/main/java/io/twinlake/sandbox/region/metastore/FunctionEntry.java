package io.twinlake.sandbox.region.metastore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function.
 *
 * @param returns the whole return type as written; {@code TABLE(...)} for a table function
 * @param returnColumns the columns of a table function, else empty
 * @param language {@code SQL} or {@code PYTHON}
 * @param definition the text after RETURN, or the body between the dollar signs
 * @param catalog and {@code schema}: against which the body's short names resolve
 */
public record FunctionEntry(
        Header header,
        List<Parameter> parameters,
        String returns,
        List<Parameter> returnColumns,
        String language,
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
                language,
                definition,
                deterministic,
                sqlDataAccess,
                catalog,
                schema);
    }

    public TableName name() {
        return TableName.parse(fullName());
    }

    /** The body of a function in SQL, as a query. */
    public ViewText query() {
        return new ViewText(isTableFunction() ? definition : "SELECT " + definition, catalog, schema);
    }

    public boolean isTableFunction() {
        return !returnColumns.isEmpty();
    }
}
