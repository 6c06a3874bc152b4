package io.twinlake.clients.databricks.rest;

import io.twinlake.clients.FailureCategory;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a failed statement's message says: its error class stands in brackets before the text. */
final class SqlFailures {
    private static final Pattern ERROR_CLASS = Pattern.compile("\\[([A-Z][A-Z0-9_]*(?:\\.[A-Z0-9_]+)*)]");
    /** The storage's own code where its network rules refuse; a right that is missing has another one. */
    private static final String FIREWALL = "AuthorizationFailure";

    private static final Set<String> LIMITS = Set.of("RESOURCE_LIMIT_EXCEEDED", "QUOTA_EXCEEDED");
    /** A refusal without brackets begins with the code that REST has for it, whatever the service calls it. */
    private static final Pattern BARE_CODE = Pattern.compile("^([A-Z][A-Z0-9_]+): ");

    private static final Set<String> NOT_NOW = Set.of(
            "TEMPORARILY_UNAVAILABLE",
            "WORKSPACE_TEMPORARILY_UNAVAILABLE",
            "SERVICE_UNDER_MAINTENANCE",
            "INTERNAL_ERROR",
            "IO_ERROR");

    /** Our code for a result that is too large to stand in an answer: the platform gives none. */
    static final String TOO_LARGE = "INLINE_BYTE_LIMIT_EXCEEDED";

    /** Its result is gone, or was before all of it was read. */
    static final String CLOSED = "CLOSED";

    private static final String TOO_LARGE_SAID = "Inline byte limit exceeded";

    private SqlFailures() {}

    /** Whether it had rows that no answer gives, and that links to the workspace's storage may. */
    static boolean areRowsBeyondReach(@Nullable String code) {
        return TOO_LARGE.equals(code) || CLOSED.equals(code);
    }

    /**
     * The message without the query plan, the text of the statement and the hints that follow it in further lines. A line that ends in a
     * colon has its point in the next one.
     */
    static String firstLine(String message) {
        List<String> lines = message.lines().map(String::strip).toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        return first.endsWith(":") && lines.size() > 1 ? first + " " + lines.get(1) : first;
    }

    /** The error class in the message, else the code that it begins with, else the service's own. */
    static @Nullable String code(@Nullable String serviceCode, String message) {
        if (message.startsWith(TOO_LARGE_SAID)) {
            return TOO_LARGE;
        }
        Matcher matcher = ERROR_CLASS.matcher(message);
        if (matcher.find()) {
            return matcher.group(1);
        }
        Matcher bare = BARE_CODE.matcher(message);
        return bare.find() ? bare.group(1) : serviceCode;
    }

    static FailureCategory category(@Nullable String serviceCode, @Nullable String code, String message) {
        String named = code == null ? "" : code;
        if (message.contains(FIREWALL)) {
            return FailureCategory.FIREWALL;
        }
        if (LIMITS.contains(named)) {
            return FailureCategory.LIMIT;
        }
        if (named.contains("NOT_FOUND") || named.endsWith("_DOES_NOT_EXIST")) {
            return FailureCategory.NOT_FOUND;
        }
        if (named.contains("ALREADY_EXISTS") || named.startsWith("DELTA_CONCURRENT")) {
            return FailureCategory.CONFLICT;
        }
        if (named.contains("PERMISSION") || named.contains("UNAUTHORIZED") || "PERMISSION_DENIED".equals(serviceCode)) {
            return FailureCategory.PERMISSION;
        }
        if ("RESOURCE_EXHAUSTED".equals(serviceCode)) {
            return FailureCategory.RATE_LIMITED;
        }
        if ("DEADLINE_EXCEEDED".equals(serviceCode)) {
            return FailureCategory.TIMEOUT;
        }
        return serviceCode != null && NOT_NOW.contains(serviceCode) && named.equals(serviceCode)
                ? FailureCategory.UNAVAILABLE
                : FailureCategory.INVALID;
    }
}
