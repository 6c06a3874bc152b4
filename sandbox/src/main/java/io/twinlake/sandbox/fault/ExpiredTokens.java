package io.twinlake.sandbox.fault;

import io.twinlake.sandbox.calls.Actor;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The bearer tokens that were in use when their expiry was ordered: refused until the fault ends, while newer ones are good. */
final class ExpiredTokens {

    private final Faults faults;
    private final Set<String> used = new HashSet<>();
    private final Set<String> expired = new HashSet<>();
    private @Nullable ActiveFault acted;

    ExpiredTokens(Faults faults) {
        this.faults = faults;
    }

    synchronized boolean refuses(Request request) {
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return false;
        }
        ActiveFault fault = faults.hit(
                        FaultKind.EXPIRE_TOKEN,
                        request.getMethod(),
                        Request.getPathInContext(request),
                        Actor.of(request.getHeaders().get(HttpHeader.USER_AGENT)))
                .orElse(null);
        if (fault != acted) {
            acted = fault;
            expired.clear();
            expired.addAll(fault == null ? Set.of() : used);
        }
        used.add(authorization);
        return expired.contains(authorization);
    }
}
