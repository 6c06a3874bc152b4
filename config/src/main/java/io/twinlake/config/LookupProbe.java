package io.twinlake.config;

import java.net.URI;

/**
 * A lookup by which an endpoint of the API proves that it answers.
 *
 * @param endpoint the endpoint's own address, as its callers ask it
 * @param path below it, of a lookup that must always be answered; {@code /} where none is known
 */
public record LookupProbe(URI endpoint, String path) {
    private static final String ROOT = "/";

    /** That of an endpoint of which no lookup is known. */
    public static LookupProbe ofRoot(URI endpoint) {
        return new LookupProbe(endpoint, ROOT);
    }

    /** Whether it asks for a row, so that another row can be asked for in its place. */
    public boolean asksForARow() {
        return !path.equals(ROOT);
    }

    public URI address() {
        return at(path);
    }

    /** The address of another path at the same endpoint, one slash between them. */
    public URI at(String other) {
        String base = endpoint.toString().replaceAll("/+$", "");
        return URI.create(other.startsWith("/") ? base + other : base + "/" + other);
    }
}
