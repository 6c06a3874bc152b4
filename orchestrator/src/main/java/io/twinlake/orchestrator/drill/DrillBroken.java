package io.twinlake.orchestrator.drill;

/** A step of a drill could not be done: what is wrong, and what to do about it. */
final class DrillBroken extends RuntimeException {
    DrillBroken(String message, String next) {
        super(message + ". " + next);
    }
}
