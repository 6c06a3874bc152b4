package io.twinlake.sandbox.region.engine;

/** A catalog and a schema: what completes a shorter name. */
record Namespace(String catalog, String schema) {}
