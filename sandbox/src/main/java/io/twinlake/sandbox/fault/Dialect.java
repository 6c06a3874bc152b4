package io.twinlake.sandbox.fault;

import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;
import org.jspecify.annotations.Nullable;

/** How a service words an error and an empty page, so that a fault looks as the real service's would. */
public interface Dialect {

    /** A complete answer. */
    record Answer(int status, String contentType, String body) {}

    /** The answer with that error status. */
    Answer error(int status);

    /** The answer of a firewall to who calls from elsewhere; none where it lets the caller through. */
    default Optional<Answer> outside(@Nullable String userAgent) {
        return Optional.empty();
    }

    /**
     * An empty page that leads to the page that a GET of this address asks for; none where it asks for no list, or follows an
     * empty page already.
     */
    Optional<Answer> emptyPageBefore(HttpURI uri);

    /** The address of the page that was asked for, where its token came from an empty page; else the address itself. */
    HttpURI behindEmptyPage(HttpURI uri);
}
