package io.twinlake.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of a server's requests a fault hits.
 *
 * @param share part of the matching requests, above 0 and up to 1
 * @param path glob over the request's path, in which {@code *} also matches slashes; null for every path
 * @param method HTTP method, in capitals; null for every method
 * @param actor who calls, as the call log names it; null for everybody
 * @param skip how many of the requests that it would hit pass first
 * @param times how many it hits after those; 0 for no end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Aim(
        double share,
        @Nullable String path,
        @Nullable String method,
        @Nullable String actor,
        long skip,
        long times) {

    /** Every request. */
    public static final Aim ALL = new Aim(1, null, null, null, 0, 0);

    private static final Pattern METHOD = Pattern.compile("[A-Z]+");
    private static final Set<String> ACTORS = Set.of("twinlake", "sandbox", "other");

    public Aim {
        Fault.require(share > 0 && share <= 1, "--share takes a number above 0 and up to 1");
        Fault.require(
                method == null || METHOD.matcher(method).matches(), "--method takes an HTTP method, for example PUT");
        Fault.require(actor == null || ACTORS.contains(actor), "--actor takes 'twinlake', 'sandbox' or 'other'");
        Fault.require(skip >= 0, "--skip takes a number of requests, 0 or more");
        Fault.require(times >= 0, "--times takes a number of requests, 0 or more");
    }

    void requireAll(FaultKind kind) {
        requireAll(kind, path == null, "path");
        requireAll(kind, method == null, "method");
        requireAll(kind, share == 1, "share");
        requireAll(kind, actor == null, "actor");
        requireAll(kind, skip == 0, "skip");
        requireAll(kind, times == 0, "times");
    }

    private static void requireAll(FaultKind kind, boolean met, String option) {
        Fault.require(met, "'" + kind + "' acts on the whole port and takes no --" + option);
    }
}
