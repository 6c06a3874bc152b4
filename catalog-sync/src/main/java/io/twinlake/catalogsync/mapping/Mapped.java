package io.twinlake.catalogsync.mapping;

import io.twinlake.catalogsync.securable.Securable;

/** A source's object in the replica's terms, or why it cannot be said in them. */
public sealed interface Mapped {
    /** What the replica is to be; its marker is absent, and so is an owner that it is not to be given. */
    record Wanted(Securable securable) implements Mapped {}

    /** It cannot be mapped; both are sentences. */
    record Refused(String reason, String next) implements Mapped {}
}
