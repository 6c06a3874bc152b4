package io.twinlake.clients.databricks.rest.transport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.clients.retry.RetryAfter;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what the platform says when it refuses a call: {@code {"error_code", "message"}}, OAuth's {@code {"error"}}, or a bare page. */
final class Refusals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_PAGE = 300;
    private static final Set<String> LIMITS = Set.of("RESOURCE_LIMIT_EXCEEDED", "QUOTA_EXCEEDED");
    private static final Set<String> WRONG_PATH = Set.of("ENDPOINT_NOT_FOUND", "FEATURE_DISABLED");

    private final Clock clock;

    Refusals(Clock clock) {
        this.clock = clock;
    }

    FailedTry of(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        JsonNode body = parse(response.body());
        String code = body == null ? null : text(body, "error_code", "error", "code");
        String said =
                body == null ? page(response.body()) : text(body, "message", "error_description", "detail", "error");
        FailureCategory category = category(status, code);
        return FailedTry.answered(
                category,
                effect(status),
                code,
                RetryAfter.parse(response.headers().firstValue("Retry-After").orElse(null), clock)
                        .orElse(null),
                "the platform answered HTTP " + status + (code == null ? "" : " " + code)
                        + (said == null || said.isBlank() ? "" : ": " + said));
    }

    /** The storage behind a link refuses by a page of its own, which may show what is secret in the link: its code is enough. */
    FailedTry ofStorage(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        String code = response.headers().firstValue("x-ms-error-code").orElse(null);
        return FailedTry.answered(
                status == 404 ? FailureCategory.NOT_FOUND : category(status, code),
                Effect.NONE,
                code,
                RetryAfter.parse(response.headers().firstValue("Retry-After").orElse(null), clock)
                        .orElse(null),
                "the storage answered HTTP " + status + (code == null ? "" : " " + code));
    }

    static FailureCategory category(int status, @Nullable String code) {
        if (code != null && LIMITS.contains(code)) {
            return FailureCategory.LIMIT;
        }
        return switch (status) {
            case 401 -> FailureCategory.AUTHENTICATION;
            case 403 -> FailureCategory.PERMISSION;
            // A 404 that names no missing object says that the address is wrong: never "it does not exist".
            case 404 ->
                code == null || WRONG_PATH.contains(code) ? FailureCategory.PROTOCOL : FailureCategory.NOT_FOUND;
            case 408, 504 -> FailureCategory.TIMEOUT;
            case 409, 412 -> FailureCategory.CONFLICT;
            case 429 -> FailureCategory.RATE_LIMITED;
            case 501 -> FailureCategory.INVALID;
            default -> {
                if (status < 400) {
                    yield FailureCategory.PROTOCOL;
                }
                yield status >= 500 ? FailureCategory.UNAVAILABLE : refusedAs(code);
            }
        };
    }

    /** The platform answers some of these with 400. */
    private static FailureCategory refusedAs(@Nullable String code) {
        if (code == null) {
            return FailureCategory.INVALID;
        }
        if (code.endsWith("_DOES_NOT_EXIST") || code.equals("NOT_FOUND")) {
            return FailureCategory.NOT_FOUND;
        }
        return code.endsWith("ALREADY_EXISTS") ? FailureCategory.CONFLICT : FailureCategory.INVALID;
    }

    /** 429 and 503 are given before the work begins; after any other server error the work may have been done. */
    private static Effect effect(int status) {
        return status == 408 || (status >= 500 && status != 501 && status != 503) ? Effect.UNKNOWN : Effect.NONE;
    }

    private static @Nullable JsonNode parse(byte[] body) {
        try {
            JsonNode node = JSON.readTree(body);
            return node != null && node.isObject() ? node : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static @Nullable String text(JsonNode body, String... fields) {
        for (String field : fields) {
            if (body.path(field).isTextual()) {
                return body.path(field).textValue();
            }
        }
        return null;
    }

    private static String page(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8)
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return text.length() > LONGEST_PAGE ? text.substring(0, LONGEST_PAGE) + "..." : text;
    }
}
