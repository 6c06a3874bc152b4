package io.twinlake.catalogsync.outcome;

import java.util.List;

/**
 * What is never replicated and was not listed, so that nobody knows how much of it there is: it is in no count.
 *
 * @param what such as {@code secrets of gold.s in westeurope}
 * @param why as a clause
 */
public record NotListed(String what, String why) {
    /** What no region lists in bulk. */
    public static final List<NotListed> NOWHERE = List.of(
            new NotListed("quality monitors", "the platform tells of them one table at a time"),
            new NotListed("connections of schemas", "the platform lists them with those of the whole metastore"));

    @Override
    public String toString() {
        return what + ": " + why;
    }
}
