package io.twinlake.sandbox.region.setting;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One thing that a region can be asked to do otherwise: a number, with what it is by itself. That is the platform's own, but for its delays, which
 * would only make everybody wait.
 */
public enum Setting {
    /** How many bytes the result of a statement with disposition INLINE may have. */
    INLINE_BYTES(25L << 20),
    /** For how many milliseconds a result can be fetched. */
    RESULT_MS(Duration.ofHours(1).toMillis()),
    /** For how many milliseconds a statement that has ended is known. */
    STATEMENT_MS(Duration.ofHours(12).toMillis()),
    /** For how many milliseconds a link to a part of a result is good. */
    LINK_MS(Duration.ofMinutes(15).toMillis()),
    /** How many milliseconds {@code information_schema} may be behind. */
    INFORMATION_SCHEMA_LAG_MS(0),
    /** Whether a query may read from {@code (DESCRIBE HISTORY ...)}: 1, or 0 where that is a syntax error. */
    HISTORY_IN_QUERIES(1),
    /** How many tables a share may have. */
    SHARE_TABLES(1_000),
    /** How many schemas a share may have. */
    SHARE_SCHEMAS(500),
    /** How many shares the metastore may have. */
    SHARES(1_000),
    /** How many changes of a share one call may make. */
    SHARE_UPDATES(100),
    /** How many files a table may have that is read by a share. */
    SHARED_FILES(400_000),
    /** For how many milliseconds a recipient goes on seeing what a share held. */
    SHARE_TOLD_MS(0),
    /** How many milliseconds it takes until a new recipient sees this region as a provider. */
    PROVIDER_KNOWN_MS(0),
    /** Whether the texts of views and functions are their owners' alone: 1, or 0 where they are whoever's who manages them. */
    OWNERS_TEXTS(0),
    /** How many instances of the region's Function take over no new settings. */
    FUNCTION_STUCK_INSTANCES(0);

    private final long byItself;

    Setting(long byItself) {
        this.byItself = byItself;
    }

    /** What it is unless it is set. */
    public long byItself() {
        return byItself;
    }

    /** The setting of that name, written as on the command line. */
    public static Setting of(String text) {
        return Arrays.stream(values())
                .filter(setting -> setting.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown setting '" + text + "': expected one of "
                        + Arrays.stream(values()).map(Setting::toString).collect(Collectors.joining(", "))));
    }

    /** The name on the command line and in JSON: lower case, with hyphens. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
