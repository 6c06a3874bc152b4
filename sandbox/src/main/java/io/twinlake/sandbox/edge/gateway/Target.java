package io.twinlake.sandbox.edge.gateway;

/**
 * Where a request goes.
 *
 * @param key the backend whose breaker counts the answer
 * @param url base of the address
 */
record Target(String key, String url) {}
