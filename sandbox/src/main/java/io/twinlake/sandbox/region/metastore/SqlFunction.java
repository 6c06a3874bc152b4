package io.twinlake.sandbox.region.metastore;

/**
 * A SQL function as an engine needs it to run it.
 *
 * @param parameters the parameter list as it was written, without its parentheses
 * @param returns the return type as it was written, {@code TABLE (...)} included
 * @param body the expression or query after RETURN
 */
public record SqlFunction(
        TableName name, String parameters, String returns, String body, String catalog, String schema) {}
