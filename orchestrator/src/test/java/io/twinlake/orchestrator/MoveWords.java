package io.twinlake.orchestrator;

import java.util.stream.Stream;

/** The words of confirmed moves, as an operator types them. */
public final class MoveWords {
    private static final String HOME = "westeurope";

    private MoveWords() {}

    public static String[] planned(String to, String... more) {
        return with(more, "failover", "--mode", "planned", "--to", to, "--confirm", to, "--reason", "a test");
    }

    /** Forced, whatever is lost. */
    public static String[] forced(String to, String... more) {
        return with(
                more,
                "failover",
                "--mode",
                "forced",
                "--to",
                to,
                "--accept-data-loss",
                "unbounded",
                "--confirm",
                to,
                "--reason",
                "a test");
    }

    /** Back to the region that all tests call home. */
    public static String[] failback(String... more) {
        return with(more, "failback", "--confirm", HOME, "--reason", "a test");
    }

    private static String[] with(String[] more, String... words) {
        return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
    }
}
