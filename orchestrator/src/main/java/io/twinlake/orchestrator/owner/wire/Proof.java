package io.twinlake.orchestrator.owner.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How the two ends of a conversation prove to each other that they know the owner's token, which is never sent.
 *
 * @param asked what the caller drew for this conversation
 * @param answered what the owner drew for it
 */
public record Proof(String token, String asked, String answered) {
    private static final String ALGORITHM = "HmacSHA256";

    /** What nobody can know before. */
    public static String draw() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** What the owner says to be believed. */
    public String ofOwner() {
        return of("owner");
    }

    /** What the caller says to be believed. */
    public String ofCaller() {
        return of("caller");
    }

    /** Compares in a time that tells nothing. */
    public static boolean holds(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private String of(String end) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of()
                    .formatHex(mac.doFinal((end + ' ' + asked + ' ' + answered).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
