package io.twinlake.sandbox.region.api;

import io.twinlake.sandbox.region.metastore.CatalogFailure;
import io.twinlake.sandbox.region.metastore.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Cuts a list into pages: {@code max_results} up to the server's own cap, and an opaque {@code page_token}. */
public final class Page {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private Page() {}

    /**
     * One page of a list that is in the order of its keys; it begins after the key that the token names, so a change between
     * two pages neither repeats nor hides what was there all along.
     */
    public static <T> Fields of(
            ApiRequest request,
            String field,
            List<T> items,
            Function<T, String> key,
            Function<T, Object> show,
            int cap) {
        String after = request.query("page_token")
                .filter(token -> !token.isEmpty())
                .map(Page::decode)
                .orElse("");
        List<T> rest = items.stream()
                .filter(item -> key.apply(item).compareTo(after) > 0)
                .toList();
        List<T> page = rest.subList(0, Math.min(size(request, cap), rest.size()));
        Fields fields = new Fields().with(field, page.stream().map(show).toList());
        if (page.size() < rest.size()) {
            fields.with("next_page_token", encode(key.apply(page.get(page.size() - 1))));
        }
        return fields;
    }

    private static int size(ApiRequest request, int cap) {
        String asked = request.query("max_results")
                .or(() -> request.query("page_size"))
                .orElse("0");
        try {
            int size = Integer.parseInt(asked);
            if (size < 0) {
                throw invalid("max_results", asked);
            }
            return size == 0 ? cap : Math.min(size, cap);
        } catch (NumberFormatException e) {
            throw invalid("max_results", asked);
        }
    }

    private static String encode(String key) {
        return ENCODER.encodeToString(("after:" + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith("after:")) {
                return text.substring("after:".length());
            }
        } catch (IllegalArgumentException e) {
            throw new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "Invalid page token: " + token, e);
        }
        throw invalid("page_token", token);
    }

    private static CatalogFailure invalid(String field, String value) {
        return new CatalogFailure(ErrorKind.INVALID_PARAMETER_VALUE, "Invalid " + field + ": " + value);
    }
}
