package io.twinlake.sandbox.fault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;

/**
 * The tokens of made-up empty pages: each wraps the token that was asked for, so that the next request gets the page that the
 * empty one preceded.
 */
final class EmptyPages {

    private static final String MARK = "empty-page-";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Dialect dialect;
    private final Pattern parameter;

    EmptyPages(Dialect dialect) {
        this.dialect = dialect;
        this.parameter = Pattern.compile("(^|&)" + dialect.tokenParameter() + "=([^&]*)");
    }

    /** Whether this request could be answered with an empty page: a list's, and not the one that follows an empty page. */
    boolean couldPrecede(String method, HttpURI uri) {
        return method.equals("GET") && dialect.isList(uri) && wrapped(uri).isEmpty();
    }

    Dialect.Answer answer(HttpURI uri) {
        byte[] token = token(uri).orElse("").getBytes(StandardCharsets.UTF_8);
        return dialect.emptyPage(uri, MARK + ENCODER.encodeToString(token));
    }

    /** The address with the token that the empty page stood before, or the address itself. */
    HttpURI unwrap(HttpURI uri) {
        return wrapped(uri)
                .map(token -> HttpURI.build(uri)
                        .query(replaceToken(uri.getQuery(), token))
                        .asImmutable())
                .map(HttpURI.class::cast)
                .orElse(uri);
    }

    private Optional<String> wrapped(HttpURI uri) {
        return token(uri)
                .filter(token -> token.startsWith(MARK))
                .map(token -> new String(
                        Base64.getUrlDecoder().decode(token.substring(MARK.length())), StandardCharsets.UTF_8));
    }

    /** The token as it stands in the query, still percent-encoded. */
    private Optional<String> token(HttpURI uri) {
        Matcher matcher = parameter.matcher(uri.getQuery() == null ? "" : uri.getQuery());
        return matcher.find() ? Optional.of(matcher.group(2)) : Optional.empty();
    }

    private String replaceToken(String query, String token) {
        String with = token.isEmpty() ? "" : "$1" + Matcher.quoteReplacement(dialect.tokenParameter() + "=" + token);
        return parameter.matcher(query).replaceFirst(with).replaceFirst("^&", "");
    }
}
