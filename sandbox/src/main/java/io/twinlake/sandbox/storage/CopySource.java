package io.twinlake.sandbox.storage;

import io.twinlake.sandbox.fault.FaultKind;
import io.twinlake.sandbox.fault.Faults;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Request;

/**
 * The source of a server-side copy. Azurite copies between its accounts only when the request's Host is the source's host, and so
 * never goes through the source's proxy: whether that account can be reached is asked here.
 */
final class CopySource {

    private final Map<Integer, Faults> accountsByPort;

    CopySource(Map<Integer, Faults> accountsByPort) {
        this.accountsByPort = accountsByPort;
    }

    /** The {@code host:port} that a copy reads from; empty for every other request. */
    Optional<String> host(Request request) {
        return address(request).map(URI::getAuthority);
    }

    /** Whether the request copies from an account that refuses or ignores connections. */
    boolean isUnreachable(Request request) {
        return address(request)
                .map(source -> accountsByPort.get(source.getPort()))
                .filter(faults ->
                        faults.has(FaultKind.DOWN) || faults.has(FaultKind.BLACKHOLE) || faults.has(FaultKind.HANG))
                .isPresent();
    }

    private static Optional<URI> address(Request request) {
        return Optional.ofNullable(request.getHeaders().get("x-ms-copy-source")).map(URI::create);
    }
}
