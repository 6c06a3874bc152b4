package io.twinlake.sandbox.lifecycle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Draws a sandbox's keys and ids; they open nothing but the sandbox. */
final class Secrets {

    private final SecureRandom random = new SecureRandom();

    String text() {
        return HexFormat.of().formatHex(bytes(16));
    }

    String accountKey() {
        return Base64.getEncoder().encodeToString(bytes(64));
    }

    String uuid() {
        return UUID.randomUUID().toString();
    }

    String digits(int count) {
        return random.ints(count, 1, 10)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    /** The personal access token of one principal, which is made of the root's. */
    static String token(String root, String principal) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest((root + principal).getBytes(StandardCharsets.UTF_8));
            return "dapi" + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
