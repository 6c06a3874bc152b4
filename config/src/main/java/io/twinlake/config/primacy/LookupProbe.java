package io.twinlake.config.primacy;

import java.net.URI;
import java.util.Optional;

/**
 * A lookup by which an endpoint of the API proves that it answers.
 *
 * @param endpoint the endpoint's own address, as its callers ask it
 * @param path below it, of a lookup that must always be answered, so that another row can be asked for in its place; empty where none is known
 */
public record LookupProbe(URI endpoint, Optional<String> path) {
    public LookupProbe(URI endpoint, String path) {
        this(endpoint, Optional.of(path));
    }

    /** That of an endpoint of which no lookup is known: its root is asked. */
    public static LookupProbe ofRoot(URI endpoint) {
        return new LookupProbe(endpoint, Optional.empty());
    }

    public URI address() {
        return at(path.orElse("/"));
    }

    /** The address of another path at the same endpoint, one slash between them. */
    public URI at(String other) {
        String base = endpoint.toString().replaceAll("/+$", "");
        return URI.create(other.startsWith("/") ? base + other : base + "/" + other);
    }
}
