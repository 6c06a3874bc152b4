package io.twinlake.catalogsync.outcome;

import java.util.ArrayList;
import java.util.List;

/**
 * What an operator should read of a plan or a sync though nothing failed.
 *
 * @param warnings sentences
 */
public record Remarks(List<String> warnings, List<Kept> kept, List<Unknown> unknown, List<NotListed> notListed) {
    public static final Remarks NONE = new Remarks(List.of(), List.of(), List.of(), List.of());

    public Remarks {
        warnings = List.copyOf(warnings);
        kept = List.copyOf(kept);
        unknown = List.copyOf(unknown);
        notListed = List.copyOf(notListed);
    }

    /** The same with more warnings. */
    public Remarks warning(List<String> more) {
        return new Remarks(joined(warnings, more), kept, unknown, notListed);
    }

    /** The same with more that is kept. */
    public Remarks keeping(List<Kept> more) {
        return new Remarks(warnings, joined(kept, more), unknown, notListed);
    }

    private static <T> List<T> joined(List<T> first, List<T> then) {
        List<T> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
