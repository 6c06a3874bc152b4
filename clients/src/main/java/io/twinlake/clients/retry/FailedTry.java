package io.twinlake.clients.retry;

import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One try of a call failed. What it says is free of secrets; {@link RetryPolicy} decides whether there is another. */
public final class FailedTry extends RuntimeException {
    private final FailureCategory category;
    private final Effect effect;
    private final boolean answered;
    private final @Nullable String platformCode;
    private final @Nullable Duration retryAfter;

    private FailedTry(
            FailureCategory category,
            Effect effect,
            boolean answered,
            @Nullable String platformCode,
            @Nullable Duration retryAfter,
            String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.category = category;
        this.effect = effect;
        this.answered = answered;
        this.platformCode = platformCode;
        this.retryAfter = retryAfter;
    }

    /** The platform answered, and the answer was a failure. */
    public static FailedTry answered(
            FailureCategory category,
            Effect effect,
            @Nullable String platformCode,
            @Nullable Duration retryAfter,
            String message) {
        return new FailedTry(category, effect, true, platformCode, retryAfter, message, null);
    }

    /** No answer came. */
    public static FailedTry unanswered(
            FailureCategory category, Effect effect, String message, @Nullable Throwable cause) {
        return new FailedTry(category, effect, false, null, null, message, cause);
    }

    public FailureCategory category() {
        return category;
    }

    public Effect effect() {
        return effect;
    }

    public boolean isAnswered() {
        return answered;
    }

    public @Nullable String platformCode() {
        return platformCode;
    }

    /** How long the platform asks us to wait; never negative. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** The same failure, of which it is known that nothing was done: it struck before the call was sent. */
    public FailedTry beforeSending() {
        return new FailedTry(category, Effect.NONE, answered, platformCode, retryAfter, text(), getCause());
    }

    /** What happened, as part of a sentence. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
