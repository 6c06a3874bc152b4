package io.twinlake.sandbox.fault;

import org.eclipse.jetty.http.HttpURI;

/** How a service words an error and an empty page, so that a fault looks as the real service's would. */
public interface Dialect {

    /** A complete answer. */
    record Answer(int status, String contentType, String body) {}

    /** The answer with that error status. */
    Answer error(int status);

    /** Whether a GET of this address asks for one page of a list. */
    boolean isList(HttpURI uri);

    /** The name of the query parameter that carries a list's page token. */
    String tokenParameter();

    /** An empty page whose next page has that token. */
    Answer emptyPage(HttpURI uri, String nextToken);
}
