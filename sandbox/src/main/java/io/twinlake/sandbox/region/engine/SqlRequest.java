package io.twinlake.sandbox.region.engine;

import java.util.List;

/** One statement as the Statement Execution API took it; {@code catalog} and {@code schema} complete shorter names. */
public record SqlRequest(
        String statementId,
        String sql,
        List<SqlParameter> parameters,
        String catalog,
        String schema,
        String principal) {

    public SqlRequest {
        parameters = List.copyOf(parameters);
    }
}
