package io.twinlake.failover.stranded;

import java.util.List;

/**
 * What a search for stranded commits came to.
 *
 * @param found in the order of names
 * @param unread what could not be read, each with its reason: whether something is stranded there is not known
 */
public record StrandedSearch(List<Stranded> found, List<String> unread) {
    private static final int NAMED = 5;

    public StrandedSearch {
        found = List.copyOf(found);
        unread = List.copyOf(unread);
    }

    /** Whether everything was read, so that what was not found is not there. */
    public boolean isWhole() {
        return unread.isEmpty();
    }

    /** What could not be read, for a sentence. */
    public String unreadNamed() {
        String first = String.join("; ", unread.stream().limit(NAMED).toList());
        return unread.size() > NAMED ? first + "; and " + (unread.size() - NAMED) + " more" : first;
    }
}
