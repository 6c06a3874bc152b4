package io.twinlake.failover.endpoint;

import java.net.URI;

/** Addresses below an endpoint's own. */
public final class Addresses {
    private Addresses() {}

    /** The endpoint's address with a path behind it, one slash between them. */
    public static URI below(URI endpoint, String path) {
        String base = endpoint.toString().replaceAll("/+$", "");
        return URI.create(path.startsWith("/") ? base + path : base + "/" + path);
    }
}
