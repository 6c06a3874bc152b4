package io.twinlake.sandbox.edge.arm;

import io.javalin.http.Context;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Resource Manager's limits: a bucket of reads and one of writes for each principal. */
final class Throttle {

    private static final int READ_BURST = 250;
    private static final int READS_PER_SECOND = 25;
    private static final int WRITE_BURST = 200;
    private static final int WRITES_PER_SECOND = 10;

    private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final Clock clock;

    Throttle(Clock clock) {
        this.clock = clock;
    }

    /** Counts a request against its principal's bucket, and refuses it when that is empty. */
    void admit(Context context, String principal) {
        boolean read = isRead(context);
        TokenBucket bucket = buckets.computeIfAbsent(
                (read ? "reads/" : "writes/") + principal,
                key -> read
                        ? new TokenBucket(READ_BURST, READS_PER_SECOND, clock)
                        : new TokenBucket(WRITE_BURST, WRITES_PER_SECOND, clock));
        int remaining = bucket.take();
        if (remaining < 0) {
            context.header("Retry-After", "1");
            throw new ArmFailure(
                    429,
                    "SubscriptionRequestsThrottled",
                    "Number of '%s' requests for the subscription and actor '%s' exceeded. Please try again after '1' seconds."
                            .formatted(read ? "read" : "write", principal));
        }
        context.header(
                "x-ms-ratelimit-remaining-subscription-" + (read ? "reads" : "writes"), Integer.toString(remaining));
    }

    static boolean isRead(Context context) {
        return switch (context.req().getMethod()) {
            case "GET", "HEAD" -> true;
            default -> false;
        };
    }
}
