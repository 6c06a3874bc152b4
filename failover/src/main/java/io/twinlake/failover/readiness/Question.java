package io.twinlake.failover.readiness;

import java.util.concurrent.Callable;

/**
 * A check before it was asked.
 *
 * @param remedy what to do where there is no answer
 */
record Question(CheckName name, String remedy, Callable<Check> asked) {
    Check unanswered(String message) {
        return Check.failing(name, message, remedy);
    }
}
