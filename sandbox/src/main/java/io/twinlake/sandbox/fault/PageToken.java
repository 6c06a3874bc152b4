package io.twinlake.sandbox.fault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;

/** The token of a made-up empty page: it wraps the token that was asked for, so that the next request gets that page. */
final class PageToken {

    private static final String MARK = "empty-page-";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern PARAMETER = Pattern.compile("(^|&)page_token=([^&]*)");

    private PageToken() {}

    static String wrapping(HttpURI uri) {
        return MARK + ENCODER.encodeToString(token(uri).orElse("").getBytes(StandardCharsets.UTF_8));
    }

    static boolean isWrapped(HttpURI uri) {
        return token(uri).filter(token -> token.startsWith(MARK)).isPresent();
    }

    static HttpURI unwrap(HttpURI uri) {
        if (!isWrapped(uri)) {
            return uri;
        }
        byte[] wrapped = Base64.getUrlDecoder().decode(token(uri).orElseThrow().substring(MARK.length()));
        String token = new String(wrapped, StandardCharsets.UTF_8);
        String parameter = token.isEmpty() ? "" : "$1" + Matcher.quoteReplacement("page_token=" + token);
        String query = PARAMETER.matcher(uri.getQuery()).replaceFirst(parameter);
        return HttpURI.build(uri).query(query.replaceFirst("^&", "")).asImmutable();
    }

    /** The token as it stands in the query, still percent-encoded. */
    private static Optional<String> token(HttpURI uri) {
        Matcher matcher = PARAMETER.matcher(uri.getQuery() == null ? "" : uri.getQuery());
        return matcher.find() ? Optional.of(matcher.group(2)) : Optional.empty();
    }
}
