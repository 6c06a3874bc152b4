package io.twinlake.sandbox.edge.function;

import java.util.Locale;

/** How the instances of a Function app take over new settings; none of it is told by the answer that stored them, but for {@link #SYNC}. */
public enum FunctionPlan {
    /** All at once: what they work at is cut off, and who asks meanwhile is held until one is up again. */
    RECREATE,
    /** One after the other: each is away while it starts, and those that wait for their turn answer as before. */
    ROLLING,
    /** One after the other, and each answers as before until its new process is up. */
    OVERLAPPED,
    /** As overlapped, and the answer to the change comes when all have taken it over. */
    SYNC;

    /** The application setting that makes it so on a real app. */
    public static final String SYNC_SETTING = "WEBSITE_ENABLE_SYNC_UPDATE_SITE";

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
