package io.twinlake.sandbox.region.metastore;

/** A view's query as it was written, and the catalog and schema against which its short names resolve. */
public record ViewText(String query, String catalog, String schema) {}
