package io.twinlake.sandbox.demo.client;

import java.time.Instant;
import java.util.List;

/**
 * What a client met in a stretch of time.
 *
 * @param all every request, in order
 */
public record Requests(List<Asked> all) {

    public Requests {
        all = List.copyOf(all);
    }

    /** Those that were begun in that stretch. */
    public Requests between(Instant from, Instant to) {
        return new Requests(all.stream()
                .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to))
                .toList());
    }

    public int count() {
        return all.size();
    }

    /** Those that needed a second try, whatever became of it. */
    public int retried() {
        return (int) all.stream().filter(Asked::isRetried).count();
    }

    /** Those that failed with their last try too. */
    public int failed() {
        return (int) all.stream().filter(each -> !each.isServed()).count();
    }
}
