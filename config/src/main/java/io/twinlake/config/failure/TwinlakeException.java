package io.twinlake.config.failure;

import org.jspecify.annotations.Nullable;

/** Something cannot be done: of which kind the failure is, which object it is about, and what a person does now. */
public abstract class TwinlakeException extends RuntimeException {
    private final transient Category category;
    private final @Nullable String next;

    /** @param next what a person does about it, as a sentence; null where the category says it */
    protected TwinlakeException(Category category, String message, @Nullable String next, @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
        this.next = next;
    }

    /** Its word is what scripts may match. */
    public Category category() {
        return category;
    }

    /** The full name of the object that it is about, if there is one. */
    public @Nullable String object() {
        return null;
    }

    /** What was tried, in words, for example {@code create schema}, where it is one call. */
    public @Nullable String operation() {
        return null;
    }

    /** What a person does now, as a sentence. */
    public String next() {
        return next == null ? category.next() : next;
    }

    /** The message, which it always has. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
