package io.twinlake.ledger.export.signed;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.twinlake.config.access.Secret;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * How far the copies of a ledger reach, told apart from them: so it is noticed where the last of them are gone.
 *
 * @param epochs of the groups that the ledger knows, by their names
 * @param sequence of the last file that came to a place
 * @param link of that file
 * @param at when its rows were read
 */
public record ExportHead(String ledger, Map<String, Long> epochs, long sequence, String link, Instant at) {
    public ExportHead {
        epochs = Map.copyOf(epochs);
    }

    /** How many promotions of these groups the ledger knows. */
    public long promotions(Collection<String> wanted) {
        return wanted.stream()
                .mapToLong(group -> epochs.getOrDefault(group, 0L))
                .sum();
    }

    /** One line for people, and one that signs it. */
    public String signed(Secret key) {
        String line = ExportText.head(this);
        return line + "\n" + signature(line, key) + "\n";
    }

    /**
     * Reads what {@link #signed} wrote.
     *
     * @throws RefusedExport when it is not as it was signed, or speaks of another ledger
     */
    public static ExportHead read(String ledger, String text, Secret key) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 3 || !lines[2].isEmpty() || !Signature.same(lines[1], signature(lines[0], key))) {
            throw refused(ledger);
        }
        try {
            ExportHead head = ExportText.head(lines[0]);
            if (!head.ledger().equals(ledger)) {
                throw refused(ledger);
            }
            return head;
        } catch (JsonProcessingException | DateTimeException e) {
            throw refused(ledger);
        }
    }

    private static RefusedExport refused(String ledger) {
        return new RefusedExport("What the witness knows of the copies of ledger " + ledger
                + " was changed, or signed with another key.");
    }

    private static String signature(String line, Secret key) {
        return Signature.of(line.getBytes(StandardCharsets.UTF_8), key);
    }
}
