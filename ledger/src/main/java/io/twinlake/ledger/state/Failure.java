package io.twinlake.ledger.state;

/**
 * Why an object could not be replicated.
 *
 * @param category a lower-case word: a client's failure category, {@code blocked} or {@code unsupported}
 * @param message what happened, as a sentence that names the object
 * @param next what the operator does about it, as a sentence
 */
public record Failure(String category, String message, String next) {}
