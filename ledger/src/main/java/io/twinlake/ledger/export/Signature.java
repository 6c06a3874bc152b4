package io.twinlake.ledger.export;

import io.twinlake.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over lines of text, each with its line feed. */
final class Signature {
    private final Mac mac;

    Signature(Secret key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    void add(String line) {
        mac.update(line.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) '\n');
    }

    /** In hexadecimal digits; nothing can be added after. */
    String value() {
        return HexFormat.of().formatHex(mac.doFinal());
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
