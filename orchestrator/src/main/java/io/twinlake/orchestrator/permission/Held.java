package io.twinlake.orchestrator.permission;

/** Whether a right is held, as far as it can be told. */
public enum Held {
    YES("yes"),
    NO("no"),
    /** Nobody told, or nobody can tell without using the right. */
    UNKNOWN("unknown");

    private final String word;

    Held(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Held of(boolean held) {
        return held ? YES : NO;
    }
}
