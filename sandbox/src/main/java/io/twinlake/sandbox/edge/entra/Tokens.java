package io.twinlake.sandbox.edge.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Issues signed tokens (JSON Web Tokens, HS256) and reads them back. */
public final class Tokens {

    /** How long a token is good. */
    public static final Duration LIFETIME = Duration.ofMinutes(60);

    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final String tenant;
    private final Clock clock;

    public Tokens(byte[] key, String tenant, Clock clock) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.tenant = tenant;
        this.clock = clock;
    }

    /** A token's holder, the resource that it opens, and its end. */
    public record Claims(String clientId, String audience, Instant expires) {}

    /** A token for a client and a resource. */
    public String issue(String clientId, String audience) {
        Instant now = clock.instant();
        ObjectNode claims = JsonNodeFactory.instance
                .objectNode()
                .put("aud", audience)
                .put("iss", "https://sts.windows.net/" + tenant + "/")
                .put("tid", tenant)
                .put("appid", clientId)
                .put("oid", objectId(clientId))
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(LIFETIME).getEpochSecond());
        String content = encode("{\"typ\":\"JWT\",\"alg\":\"HS256\"}") + "." + encode(claims.toString());
        return content + "." + ENCODER.encodeToString(sign(content));
    }

    /** What the token says, expired or not; empty when it was not issued here. */
    public Optional<Claims> read(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < 0
                || !MessageDigest.isEqual(
                        bytes(ENCODER.encodeToString(sign(token.substring(0, dot)))),
                        bytes(token.substring(dot + 1)))) {
            return Optional.empty();
        }
        try {
            JsonNode claims =
                    JSON.readTree(Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, dot)));
            return Optional.of(new Claims(
                    claims.required("appid").asText(),
                    claims.required("aud").asText(),
                    Instant.ofEpochSecond(claims.required("exp").asLong())));
        } catch (IOException e) {
            throw new IllegalStateException("a token with a good signature that is not JSON", e);
        }
    }

    /** The object id of a client's service principal: always the same for a client. */
    public static String objectId(String clientId) {
        return UUID.nameUUIDFromBytes(bytes(clientId)).toString();
    }

    private byte[] sign(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(bytes(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static String encode(String text) {
        return ENCODER.encodeToString(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
