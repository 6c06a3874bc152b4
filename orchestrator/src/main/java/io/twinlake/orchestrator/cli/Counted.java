package io.twinlake.orchestrator.cli;

/** A number of things as a sentence has it: one request, two requests. */
public final class Counted {
    private Counted() {}

    /** @param thing one of them; its plural ends in {@code s} */
    public static String of(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
