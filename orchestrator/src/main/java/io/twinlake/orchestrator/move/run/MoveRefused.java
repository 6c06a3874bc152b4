package io.twinlake.orchestrator.move.run;

/** A move was not begun, or not gone on with: why, and what to do. Nothing was changed. */
public final class MoveRefused extends RuntimeException {
    private final String next;

    MoveRefused(String message, String next) {
        super(message);
        this.next = next;
    }

    public String next() {
        return next;
    }
}
