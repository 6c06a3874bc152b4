package io.twinlake.runbooks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A procedure: its steps in their order, and the exact text that it was read from.
 *
 * @param title a few words for headings
 * @param purpose when and why it is used, in sentences
 */
public record Runbook(
        String name, RunbookKind kind, String title, String purpose, List<RunbookStep> steps, String text) {
    public Runbook {
        steps = List.copyOf(steps);
    }

    /** SHA-256 of the text, in hex: two runs with the same hash followed the same procedure. */
    public String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Whether a verb's step stands in it. */
    public boolean has(Verb verb) {
        return steps.stream().anyMatch(step -> step.verb() == verb);
    }

    /** A verb's place, from 0; -1 where it has none. */
    public int position(Verb verb) {
        return steps.stream().map(RunbookStep::verb).toList().indexOf(verb);
    }
}
