package io.twinlake.config.primacy;

import io.twinlake.config.access.Secret;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A lookup by which an endpoint of the API proves that it answers.
 *
 * @param endpoint the endpoint's own address, as its callers ask it
 * @param path below it, of a lookup that must always be answered, so that another row can be asked for in its place; empty where none is known
 * @param headers what a caller must send with each question, such as a key, by name
 * @param proof which answers prove that it has turned
 */
public record LookupProbe(URI endpoint, Optional<String> path, Map<String, Secret> headers, ProofTerms proof) {
    public LookupProbe {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Of an endpoint of which no lookup is known its root is asked. */
    public URI address() {
        return at(path.orElse("/"));
    }

    /** The address of another path at the same endpoint, one slash between them. */
    public URI at(String other) {
        String base = endpoint.toString().replaceAll("/+$", "");
        return URI.create(other.startsWith("/") ? base + other : base + "/" + other);
    }
}
