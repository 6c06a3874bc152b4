package io.twinlake.clients;

import io.twinlake.config.failure.TwinlakeException;
import org.jspecify.annotations.Nullable;

/** A call to a platform failed for good: a retry by us was tried where one could help, so now a later run or a human must act. */
public final class ClientException extends TwinlakeException {
    private final FailureCategory category;
    private final String operation;
    private final @Nullable String object;
    private final @Nullable String platformCode;
    private final Effect effect;

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
        this(category, effect(category), operation, object, platformCode, message, cause);
    }

    /**
     * The same, of which more is known than its category tells.
     *
     * @param effect of all tries together
     */
    public ClientException(
            FailureCategory category,
            Effect effect,
            String operation,
            @Nullable String object,
            @Nullable String platformCode,
            String message,
            @Nullable Throwable cause) {
        super(category, message, null, cause);
        this.category = category;
        this.effect = effect;
        this.operation = operation;
        this.object = object;
        this.platformCode = platformCode;
    }

    private static Effect effect(FailureCategory category) {
        return switch (category) {
            case UNAVAILABLE, TIMEOUT, PROTOCOL -> Effect.UNKNOWN;
            case AUTHENTICATION, PERMISSION, NOT_FOUND, CONFLICT, INVALID, LIMIT, FIREWALL, RATE_LIMITED -> Effect.NONE;
        };
    }

    @Override
    public FailureCategory category() {
        return category;
    }

    /** The same failure, where what it is about may have had an effect although this call had none. */
    public ClientException ofUnknownEffect() {
        return new ClientException(
                category, Effect.UNKNOWN, operation, object, platformCode, String.valueOf(getMessage()), getCause());
    }

    /** Whether the call may have changed something, or may yet. */
    public Effect effect() {
        return effect;
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public @Nullable String object() {
        return object;
    }

    /** Whether a user, group or service principal that the call named is not one of the region: a workspace's own groups are none. */
    public boolean isOfMissingPrincipal() {
        return category == FailureCategory.NOT_FOUND && "PRINCIPAL_DOES_NOT_EXIST".equals(platformCode);
    }

    public @Nullable String platformCode() {
        return platformCode;
    }
}
