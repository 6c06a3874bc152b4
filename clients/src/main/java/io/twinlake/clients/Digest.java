package io.twinlake.clients;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** SHA-256 over values, each with its length: neighbours never run together, and null is not the empty text. */
public final class Digest {
    private final MessageDigest sha256 = sha256();

    public void add(@Nullable String... values) {
        for (String value : values) {
            if (value == null) {
                sha256.update(length(-1));
            } else {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                sha256.update(length(bytes.length));
                sha256.update(bytes);
            }
        }
    }

    /** The digest in hexadecimal; ends this object's use. */
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static byte[] length(int length) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
