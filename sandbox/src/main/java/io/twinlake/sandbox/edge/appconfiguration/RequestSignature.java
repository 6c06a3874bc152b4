package io.twinlake.sandbox.edge.appconfiguration;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks a request that is signed with the store's access key (HMAC-SHA256 over method, address, date, host and body). */
final class RequestSignature {

    static final String SCHEME = "HMAC-SHA256 ";

    private final String keyId;
    private final SecretKeySpec secret;

    /** @param secret the key in base64 */
    RequestSignature(String keyId, String secret) {
        this.keyId = keyId;
        this.secret = new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256");
    }

    /** Refuses a request whose signature, or whose body's hash, is not right. */
    void check(Context context, String authorization) {
        Map<String, String> fields = fields(authorization.substring(SCHEME.length()));
        if (!keyId.equals(fields.get("Credential"))) {
            throw Problem.unauthorized("Invalid credential");
        }
        String hash = Base64.getEncoder().encodeToString(sha256(context.bodyAsBytes()));
        if (!hash.equals(context.header("x-ms-content-sha256"))) {
            throw Problem.unauthorized("Invalid content hash");
        }
        String signed = Arrays.stream(fields.getOrDefault("SignedHeaders", "").split(";", -1))
                .map(name -> signedValue(context, name))
                .collect(Collectors.joining(";"));
        String query = context.queryString() == null ? "" : "?" + context.queryString();
        String content = context.req().getMethod() + "\n" + context.req().getRequestURI() + query + "\n" + signed;
        byte[] given = fields.getOrDefault("Signature", "").getBytes(StandardCharsets.UTF_8);
        byte[] right = Base64.getEncoder().encode(hmac(content));
        if (!MessageDigest.isEqual(given, right)) {
            throw Problem.unauthorized("Invalid signature");
        }
    }

    /** The host is signed without its port: on Azure it is the default one. */
    private static String signedValue(Context context, String name) {
        String value = Objects.requireNonNullElse(context.header(name), "");
        return name.equalsIgnoreCase("host") ? value.replaceFirst(":\\d+$", "") : value;
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, Math.max(0, equals)).strip(), field.substring(equals + 1));
        }
        return fields;
    }

    private byte[] hmac(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
