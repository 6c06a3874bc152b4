package io.twinlake.sandbox.calls;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who made a call, told from its User-Agent. */
public final class Actor {

    /** The User-Agent of the sandbox's own calls: seeding, {@code sandbox sql}. */
    public static final String SANDBOX_USER_AGENT = "sandbox/1";

    private Actor() {}

    /** {@code twinlake}, {@code sandbox} or {@code other}. */
    public static String of(@Nullable String userAgent) {
        String text = userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT);
        if (text.startsWith("sandbox/")) {
            return "sandbox";
        }
        return text.contains("twinlake") ? "twinlake" : "other";
    }
}
