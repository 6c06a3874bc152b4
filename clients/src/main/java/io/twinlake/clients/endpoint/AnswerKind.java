package io.twinlake.clients.endpoint;

import java.net.http.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an answer of the API says of the way to it. */
public enum AnswerKind {
    ANSWERED(null),
    /** Nothing came: the region may be dead. */
    NO_ANSWER(null),
    KEY_REFUSED("See whether the key or token in `headers` of this endpoint is its own."),
    ADDRESS_REFUSED("See which addresses this endpoint lets in, and that the one of this host is among them."),
    /** By a policy, or because the app is stopped or over its quota. */
    FORBIDDEN("See whether this endpoint runs, and whether a policy of its keeps Twinlake out."),
    SENT_ELSEWHERE("It wants a signed-in person: give it a token in `headers` of this endpoint."),
    ASKED_TOO_OFTEN("Wait until the limit is over, or give Twinlake a key of its own, in `headers` of this endpoint."),
    /** It is starting, a breaker is open, or what is behind it is not reached. */
    NOT_READY(null),
    /** It answers, and not with the row. */
    FAILED(null);

    /** Azure's own, where an access restriction refuses. */
    private static final String FORBIDDEN_ADDRESS = "x-ms-forbidden-ip";

    private final @Nullable String next;

    AnswerKind(@Nullable String next) {
        this.next = next;
    }

    /** What helps, as a sentence; empty where the answer itself is what there is to go by. */
    public Optional<String> next() {
        return Optional.ofNullable(next);
    }

    /** Whether it will be refused again, however often it is asked. */
    public boolean isRefusal() {
        return this == KEY_REFUSED || this == ADDRESS_REFUSED || this == SENT_ELSEWHERE;
    }

    static AnswerKind of(int status, HttpHeaders headers) {
        return switch (status) {
            case 200 -> ANSWERED;
            case 301, 302, 303, 307, 308 -> SENT_ELSEWHERE;
            case 401 -> KEY_REFUSED;
            case 403 -> forbidden(headers);
            case 429 -> ASKED_TOO_OFTEN;
            case 502, 503, 504 -> NOT_READY;
            default -> FAILED;
        };
    }

    /** A quota is refused with 403 and a time to wait, a stopped app or an address that may not ask with 403 alone. */
    private static AnswerKind forbidden(HttpHeaders headers) {
        if (headers.firstValue("retry-after").isPresent()) {
            return ASKED_TOO_OFTEN;
        }
        return headers.firstValue(FORBIDDEN_ADDRESS).isPresent() ? ADDRESS_REFUSED : FORBIDDEN;
    }
}
