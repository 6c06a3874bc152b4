package io.twinlake.ledger.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * How entries of the trail hold together: each carries the SHA-256 of the one before and of its own fields, every field led by its
 * length, so that no text can pass for two others.
 */
public final class AuditChain {
    /** What the first entry has as its previous hash. */
    public static final String START = "0".repeat(64);

    private AuditChain() {}

    /** The entry that follows one with the given number and hash. */
    public static AuditEvent next(
            long number, String previousHash, Instant at, String actor, String action, Map<String, String> details) {
        Map<String, String> copy = Map.copyOf(details);
        return new AuditEvent(
                number, at, actor, action, copy, previousHash, hash(previousHash, number, at, actor, action, copy));
    }

    /**
     * The number of the first entry that was changed, is missing or does not belong.
     *
     * @param events all entries, by number
     * @param lastNumber the number that the chain ends with, 0 for an empty one
     * @param lastHash the hash that it ends with
     */
    public static OptionalLong firstBroken(Iterator<AuditEvent> events, long lastNumber, String lastHash) {
        long number = 0;
        String hash = START;
        while (events.hasNext()) {
            AuditEvent event = events.next();
            number++;
            if (event.number() != number
                    || !event.previousHash().equals(hash)
                    || !event.hash().equals(hash(event))) {
                return OptionalLong.of(number);
            }
            hash = event.hash();
        }
        boolean whole = number == lastNumber && hash.equals(lastHash);
        return whole ? OptionalLong.empty() : OptionalLong.of(Math.min(number, lastNumber) + 1);
    }

    private static String hash(AuditEvent event) {
        return hash(event.previousHash(), event.number(), event.at(), event.actor(), event.action(), event.details());
    }

    private static String hash(
            String previousHash, long number, Instant at, String actor, String action, Map<String, String> details) {
        MessageDigest digest = sha256();
        field(digest, previousHash);
        field(digest, Long.toString(number));
        field(digest, at.toString());
        field(digest, actor);
        field(digest, action);
        new TreeMap<>(details).forEach((name, value) -> {
            field(digest, name);
            field(digest, value);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void field(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
