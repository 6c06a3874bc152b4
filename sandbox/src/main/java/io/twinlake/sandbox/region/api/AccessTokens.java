package io.twinlake.sandbox.region.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** OAuth access tokens: signed JWTs, so that a token outlives the process that issued it, until it expires. */
public final class AccessTokens {

    /** How long a token is good. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            ENCODER.encodeToString("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));

    private final SecretKeySpec key;
    private final Clock clock;

    AccessTokens(String secret, Clock clock) {
        this.key = new SecretKeySpec(("sign:" + secret).getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    public String issue(String subject) {
        long now = clock.instant().getEpochSecond();
        Map<String, Object> claims = Map.of(
                "sub",
                subject,
                "iat",
                now,
                "exp",
                now + LIFETIME.toSeconds(),
                "jti",
                UUID.randomUUID().toString());
        try {
            String signed = HEADER + "." + ENCODER.encodeToString(JSON.writeValueAsBytes(claims));
            return signed + "." + signature(signed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the claims cannot be written", e);
        }
    }

    /** Whose token it is; empty where it was not issued here or has expired. */
    Optional<String> subject(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < 0 || !genuine(token.substring(0, dot), token.substring(dot + 1))) {
            return Optional.empty();
        }
        try {
            JsonNode claims =
                    JSON.readTree(Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, dot)));
            boolean expired = claims.path("exp").asLong() <= clock.instant().getEpochSecond();
            return expired ? Optional.empty() : Optional.of(claims.path("sub").asText());
        } catch (IOException e) {
            throw new IllegalStateException("a token signed here is not JSON", e);
        }
    }

    private boolean genuine(String signed, String signature) {
        return MessageDigest.isEqual(
                signature(signed).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return ENCODER.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not available", e);
        }
    }
}
