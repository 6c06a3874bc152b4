package io.twinlake.clients.azure.call;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.util.Context;
import java.util.Optional;

/** What a call tells the policies that it passes, beside its request. */
public final class CallData {
    private static final String ONLY_OVER = "twinlake-only-over";
    private static final String SECRET = "twinlake-secret";

    private CallData() {}

    /** Of a write that is made over one state of the resource alone. */
    public static Context onlyOver(String etag) {
        return new Context(ONLY_OVER, etag);
    }

    /** Of a call of which what is sent or answered holds secrets: then no word of the answer goes into a text. */
    public static Context secret() {
        return new Context(SECRET, true);
    }

    static Optional<String> onlyOver(HttpPipelineCallContext call) {
        return call.getData(ONLY_OVER).map(Object::toString);
    }

    static boolean isSecret(HttpPipelineCallContext call) {
        return call.getData(SECRET).isPresent();
    }
}
