package io.twinlake.clients.endpoint;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of one question.
 *
 * @param status of HTTP; 0 where no answer came
 * @param servedBy the region that says it answered
 * @param body the answer's text; empty where there is none
 * @param message the answer in words, without its text
 */
public record LookupAnswer(int status, Optional<String> servedBy, String body, Duration took, String message) {
    public boolean isGood() {
        return status == 200;
    }
}
