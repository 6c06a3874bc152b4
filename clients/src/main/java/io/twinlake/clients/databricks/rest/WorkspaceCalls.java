package io.twinlake.clients.databricks.rest;

import com.databricks.sdk.core.ApiClient;
import com.databricks.sdk.core.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Effect;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.Redaction;
import io.twinlake.clients.databricks.rest.signin.SignIn;
import io.twinlake.clients.databricks.rest.transport.Call;
import io.twinlake.clients.databricks.rest.transport.ResultLink;
import io.twinlake.clients.databricks.rest.transport.TimedRequest;
import io.twinlake.clients.databricks.rest.transport.Transport;
import io.twinlake.clients.retry.FailedTry;
import io.twinlake.clients.retry.Repeat;
import io.twinlake.clients.retry.RetryPolicy;
import io.twinlake.config.Region;
import io.twinlake.config.name.RegionName;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends calls to one workspace: signed in, repeated where that is safe, and with failures told in words. Thread safe. */
final class WorkspaceCalls {
    private static final Logger log = LoggerFactory.getLogger(WorkspaceCalls.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegionName region;
    private final URI address;
    private final ApiClient api;
    private final Transport transport;
    private final SignIn signIn;
    private final RetryPolicy policy;
    private final Duration answer;
    private final Redaction redaction;

    /** @param transport carries what needs no sign-in, beside what {@code api} sends over it */
    WorkspaceCalls(
            Region region,
            ApiClient api,
            Transport transport,
            SignIn signIn,
            RetryPolicy policy,
            Duration answer,
            Redaction redaction) {
        this.region = region.name();
        this.address = region.workspace();
        this.api = api;
        this.transport = transport;
        this.signIn = signIn;
        this.policy = policy;
        this.answer = answer;
        this.redaction = redaction;
    }

    static ObjectNode body() {
        return JSON.createObjectNode();
    }

    RegionName region() {
        return region;
    }

    /** The answer's JSON object; an empty one where the answer has no body. */
    ObjectNode send(Call call) {
        Attempts attempts = new Attempts(call);
        try {
            return policy.run(call.repeat(), attempts);
        } catch (FailedTry failure) {
            throw asException(failure, attempts.mayBeDone ? Effect.UNKNOWN : failure.effect(), call);
        }
    }

    /**
     * What a link of an answer leads to, asked for again as any reading is.
     *
     * @param external one of an answer's {@code external_links}
     * @param about the call whose answer it is
     */
    byte[] download(JsonNode external, Call about) {
        ResultLink link = ResultLink.of(external, address)
                .orElseThrow(() -> failure(
                        about,
                        FailureCategory.PROTOCOL,
                        null,
                        "its result lies elsewhere than in Azure's storage",
                        null));
        try {
            return policy.run(Repeat.FREELY, () -> transport.download(link));
        } catch (FailedTry failure) {
            throw failure(
                    about,
                    failure.category(),
                    failure.platformCode(),
                    "its result could not be fetched from " + link.host() + ": " + failure.text(),
                    failure.getCause());
        }
    }

    /** The failure as its reader needs it: what was tried, on what, where, what was said, and what is known of the effect. */
    ClientException asException(FailedTry failure, Call call) {
        return asException(failure, failure.effect(), call);
    }

    private ClientException asException(FailedTry failure, Effect effect, Call call) {
        return failure(
                call,
                failure.category(),
                effect,
                failure.platformCode(),
                failure.text()
                        + (call.isWrite() && effect == Effect.UNKNOWN
                                ? ". Whether it took effect is not known: read before repeating it"
                                : ""),
                // The failed try itself stays here: its text is as the platform wrote it.
                failure.getCause());
    }

    ClientException failure(
            Call call,
            FailureCategory category,
            @Nullable String platformCode,
            String said,
            @Nullable Throwable cause) {
        return new ClientException(category, call.operation(), call.object(), platformCode, message(call, said), cause);
    }

    /** The same, of which more is known than its category tells. */
    ClientException failure(
            Call call,
            FailureCategory category,
            Effect effect,
            @Nullable String platformCode,
            String said,
            @Nullable Throwable cause) {
        return new ClientException(
                category, effect, call.operation(), call.object(), platformCode, message(call, said), cause);
    }

    private String message(Call call, String said) {
        String what = call.object() == null ? "" : " " + call.object();
        return redaction.apply("Could not " + call.operation() + what + " in " + region + ": " + said);
    }

    /** The tries of one call, in order. */
    private final class Attempts implements Supplier<ObjectNode> {
        private final Call call;
        private boolean mayBeDone;

        private Attempts(Call call) {
            this.call = call;
        }

        @Override
        public ObjectNode get() {
            try {
                return signedIn();
            } catch (FailedTry failure) {
                if (mayBeDone && call.method().equals("DELETE") && failure.category() == FailureCategory.NOT_FOUND) {
                    // An earlier try of ours had no answer; what it asked for is so.
                    return body();
                }
                mayBeDone |= failure.effect() == Effect.UNKNOWN;
                log.debug(
                        "{} {} in {} failed: {}", call.method(), call.path(), region, redaction.apply(failure.text()));
                throw failure;
            }
        }

        private ObjectNode signedIn() {
            Map<String, String> headers = signIn.headers();
            try {
                return once(headers);
            } catch (FailedTry failure) {
                if (failure.category() != FailureCategory.AUTHENTICATION) {
                    throw failure;
                }
                signIn.refused(headers);
                Map<String, String> newer = signIn.headers();
                if (newer.equals(headers)) {
                    throw failure;
                }
                return once(newer);
            }
        }

        private ObjectNode once(Map<String, String> headers) {
            Duration limit = answer.plus(call.longer());
            JsonNode body = call.body();
            Request request = body == null
                    ? new TimedRequest(call, limit)
                    : new TimedRequest(call, body.toString(), limit).withHeader("Content-Type", "application/json");
            request.withHeader("Accept", "application/json").withHeaders(headers);
            long start = System.nanoTime();
            try (InputStream answer = api.execute(request, InputStream.class)) {
                ObjectNode json = parsed(answer);
                log.debug(
                        "{} {} in {}: {} ms",
                        call.method(),
                        call.path(),
                        region,
                        (System.nanoTime() - start) / 1_000_000);
                return json;
            } catch (IOException broken) {
                throw FailedTry.answered(
                        FailureCategory.PROTOCOL,
                        Effect.UNKNOWN,
                        null,
                        null,
                        "the platform's answer is not the JSON it should be");
            }
        }

        private ObjectNode parsed(InputStream answer) throws IOException {
            byte[] bytes = answer.readAllBytes();
            if (bytes.length == 0) {
                return body();
            }
            JsonNode node = JSON.readTree(bytes);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new IOException("no object");
        }
    }
}
