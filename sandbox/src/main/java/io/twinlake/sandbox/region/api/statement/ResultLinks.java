package io.twinlake.sandbox.region.api.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import io.twinlake.sandbox.region.api.Fields;
import io.twinlake.sandbox.region.setting.Setting;
import io.twinlake.sandbox.region.setting.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Links to the chunks of results, good for whoever has them and for a while: they stand for those to the workspace's own storage, and are answered
 * as Azure answers them. A request with an Authorization header is refused there.
 */
final class ResultLinks {

    static final String PATH = "/external-results/{id}/{index}";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final byte[] key = new byte[32];
    private final Settings settings;
    private final Clock clock;

    ResultLinks(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    /** The chunk with a fresh link in the place of its rows. */
    Fields to(StatementResult result, String statementId, int index, String host) {
        Instant end = clock.instant().plus(settings.duration(Setting.LINK_MS)).truncatedTo(ChronoUnit.MILLIS);
        String path = PATH.replace("{id}", statementId).replace("{index}", Integer.toString(index));
        String link = "http://" + host + path + "?sp=r&se=" + end + "&sig="
                + URLEncoder.encode(signature(path, end.toString()), StandardCharsets.UTF_8);
        return new Fields()
                .with(
                        "external_links",
                        List.of(result.place(statementId, index)
                                .with("byte_count", result.bytesOf(index))
                                .with("external_link", link)
                                .with("expiration", end.toString())));
    }

    /** Answers a link with the rows of its chunk. */
    void answer(Context context, Statements statements) throws JsonProcessingException {
        if (context.header("Authorization") != null) {
            refuse(
                    context,
                    400,
                    "InvalidAuthenticationInfo",
                    "Authentication information is not given in the correct format. Check the value of Authorization header.");
        } else if (!isGood(context.path(), context.queryParam("se"), context.queryParam("sig"))) {
            refuse(
                    context,
                    403,
                    "AuthenticationFailed",
                    "Server failed to authenticate the request. Make sure the value of Authorization header is formed"
                            + " correctly including the signature.");
        } else {
            Optional<StatementResult> result = statements.result(context.pathParam("id"));
            if (result.isEmpty()) {
                refuse(context, 404, "BlobNotFound", "The specified blob does not exist.");
            } else {
                context.contentType("application/json")
                        .result(JSON.writeValueAsString(
                                result.get().rows(Integer.parseInt(context.pathParam("index")))));
            }
        }
    }

    private boolean isGood(String path, @Nullable String end, @Nullable String signature) {
        return end != null
                && signature != null
                && MessageDigest.isEqual(
                        signature(path, end).getBytes(StandardCharsets.UTF_8),
                        signature.getBytes(StandardCharsets.UTF_8))
                && clock.instant().isBefore(Instant.parse(end));
    }

    private String signature(String path, String end) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal((path + "\n" + end).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    private static void refuse(Context context, int status, String code, String message) {
        context.status(status)
                .header("x-ms-error-code", code)
                .contentType("application/xml")
                .result("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
