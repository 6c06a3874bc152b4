package io.twinlake.catalogsync.securable;

/** An object that cannot be said in the replica's terms; the message is a clause about it. */
public final class Unmappable extends Exception {
    private static final long serialVersionUID = 1L;

    private final String next;

    /** @param next what to do about it */
    public Unmappable(String reason, String next) {
        super(reason);
        this.next = next;
    }

    public String next() {
        return next;
    }
}
