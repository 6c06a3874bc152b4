package io.twinlake.sandbox.region.engine.session;

/** A catalog and a schema: what completes a shorter name. */
record Namespace(String catalog, String schema) {}
