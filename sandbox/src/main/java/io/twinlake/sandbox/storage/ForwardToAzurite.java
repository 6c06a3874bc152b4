package io.twinlake.sandbox.storage;

import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Streams requests to Azurite and its answers back, changing nothing but the Host of a copy. */
final class ForwardToAzurite extends ProxyHandler.Reverse {

    private static final int CONNECTIONS = 256;

    /** Node closes a connection that was idle for 5 s; ours are younger than that, so none is closed under a request. */
    private static final long LONGEST_CONNECTION_MILLIS = 4000;

    private final CopySource copies;

    ForwardToAzurite(int azurite, CopySource copies) {
        super(request -> HttpURI.build(request.getHttpURI())
                .scheme("http")
                .host("127.0.0.1")
                .port(azurite));
        this.copies = copies;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (copies.isUnreachable(request)) {
            response.setStatus(404);
            response.getHeaders().put("x-ms-error-code", "CannotVerifyCopySource");
            callback.succeeded();
            return true;
        }
        return super.handle(request, response, callback);
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setUserAgentField(null);
        client.setIdleTimeout(0);
        client.setMaxRequestsQueuedPerDestination(4096);
        client.getHttpClientTransport().setConnectionPoolFactory(destination -> {
            DuplexConnectionPool pool = new DuplexConnectionPool(destination, CONNECTIONS);
            pool.setMaxDuration(LONGEST_CONNECTION_MILLIS);
            return pool;
        });
    }

    /** No Via and no Forwarded: Azurite is to see the client's own request. */
    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request forwarded) {
        copies.host(request).ifPresent(host -> forwarded.headers(headers -> headers.put(HttpHeader.HOST, host)));
    }
}
