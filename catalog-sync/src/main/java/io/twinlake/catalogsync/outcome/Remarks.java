package io.twinlake.catalogsync.outcome;

import io.twinlake.catalogsync.securable.SecurableKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an operator should read of a plan or a sync though nothing failed.
 *
 * @param warnings sentences
 * @param notListed what is in no count, because it was not listed
 * @param healed what somebody else changed and is put back
 */
public record Remarks(
        List<String> warnings, List<Kept> kept, List<Unknown> unknown, List<NotListed> notListed, List<Healed> healed) {
    public static final Remarks NONE = new Remarks(List.of(), List.of(), List.of(), List.of(), List.of());

    public Remarks {
        warnings = List.copyOf(warnings);
        kept = List.copyOf(kept);
        unknown = List.copyOf(unknown);
        notListed = List.copyOf(notListed);
        healed = List.copyOf(healed);
    }

    /** The same with more warnings. */
    public Remarks warning(List<String> more) {
        return new Remarks(joined(warnings, more), kept, unknown, notListed, healed);
    }

    /** The same with more that is kept. */
    public Remarks keeping(List<Kept> more) {
        return new Remarks(warnings, joined(kept, more), unknown, notListed, healed);
    }

    /** The same, of which only these objects are healed. */
    public Remarks healingOnly(Set<SecurableKey> objects) {
        return new Remarks(
                warnings,
                kept,
                unknown,
                notListed,
                healed.stream().filter(each -> objects.contains(each.key())).toList());
    }

    private static <T> List<T> joined(List<T> first, List<T> then) {
        List<T> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
