package io.twinlake.clients;

import org.jspecify.annotations.Nullable;

/** A call to a platform failed for good: a retry by us was tried where one could help, so now a later run or a human must act. */
public final class ClientException extends RuntimeException {
    private final FailureCategory category;
    private final String operation;
    private final @Nullable String object;
    private final @Nullable String platformCode;

    /**
     * @param operation what was tried, in words, for example {@code create schema}
     * @param object the full name of the object, if there is one
     * @param platformCode the platform's own error code, for example {@code SCHEMA_DOES_NOT_EXIST}
     */
    public ClientException(
            FailureCategory category,
            String operation,
            @Nullable String object,
            @Nullable String platformCode,
            String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
        this.operation = operation;
        this.object = object;
        this.platformCode = platformCode;
    }

    public FailureCategory category() {
        return category;
    }

    public String operation() {
        return operation;
    }

    public @Nullable String object() {
        return object;
    }

    public @Nullable String platformCode() {
        return platformCode;
    }
}
