package io.twinlake.ledger.export.signed;

import io.twinlake.config.access.Secret;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 over every byte that goes through it. */
final class Signature extends FilterOutputStream {
    /** How many bytes a signature has. */
    static final int LENGTH = 32;

    private final Mac mac;

    Signature(OutputStream out, Secret key) {
        super(out);
        mac = mac(key);
    }

    private static Mac mac(Secret key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.value().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }

    /** Of bytes, in hexadecimal digits. */
    static String of(byte[] bytes, Secret key) {
        return of(bytes, bytes.length, key);
    }

    /** Of the first bytes, in hexadecimal digits. */
    static String of(byte[] bytes, int length, Secret key) {
        Mac mac = mac(key);
        mac.update(bytes, 0, length);
        return HexFormat.of().formatHex(mac.doFinal());
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(int b) throws IOException {
        mac.update((byte) b);
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        mac.update(bytes, offset, length);
        out.write(bytes, offset, length);
    }

    /** Writes the signature of all that went through, and returns it in hexadecimal digits. */
    String sign() throws IOException {
        byte[] value = mac.doFinal();
        out.write(value);
        return HexFormat.of().formatHex(value);
    }
}
