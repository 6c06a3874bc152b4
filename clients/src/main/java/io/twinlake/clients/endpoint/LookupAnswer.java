package io.twinlake.clients.endpoint;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one question.
 *
 * @param servedBy the region that says it answered
 * @param readsFrom the workspace's host that the answer says was read
 * @param body the answer's text; empty where there is none
 * @param message the answer in words, without its text
 * @param retryAfter how long the endpoint asks to be left alone
 */
public record LookupAnswer(
        AnswerKind kind,
        Optional<String> servedBy,
        Optional<String> readsFrom,
        String body,
        Duration took,
        String message,
        Optional<Duration> retryAfter) {
    /** No answer came. */
    public static LookupAnswer none(Duration took, String message) {
        return new LookupAnswer(
                AnswerKind.NO_ANSWER, Optional.empty(), Optional.empty(), "", took, message, Optional.empty());
    }

    public boolean isGood() {
        return kind == AnswerKind.ANSWERED;
    }
}
