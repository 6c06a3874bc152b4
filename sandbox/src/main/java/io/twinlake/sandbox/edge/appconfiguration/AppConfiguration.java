package io.twinlake.sandbox.edge.appconfiguration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.twinlake.sandbox.edge.EdgeSpec;
import io.twinlake.sandbox.edge.entra.Tokens;
import io.twinlake.sandbox.store.Document;
import io.twinlake.sandbox.store.DocumentFile;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The data plane of one App Configuration store. */
public final class AppConfiguration {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String KV = "application/vnd.microsoft.appconfig.kv+json; charset=utf-8";
    private static final String KV_SET = "application/vnd.microsoft.appconfig.kvset+json; charset=utf-8";

    private final KeyValues values;
    private final Admission admission;

    public AppConfiguration(EdgeSpec spec, DocumentFile file, Tokens tokens, Clock clock) {
        this.values = new KeyValues(file, clock);
        this.admission = new Admission(spec, tokens, clock);
    }

    public void mount(RoutesConfig routes) {
        routes.before(admission::check);
        routes.exception(Problem.class, Problem::write);
        routes.get("/kv", this::list);
        routes.get("/kv/{key}", this::get);
        routes.put("/kv/{key}", this::put);
        routes.delete("/kv/{key}", this::delete);
        routes.put("/locks/{key}", context -> lock(context, true));
        routes.delete("/locks/{key}", context -> lock(context, false));
    }

    private void get(Context context) {
        Optional<Document> found = values.find(key(context), label(context));
        String unless = context.header("If-None-Match");
        if (found.isEmpty()) {
            context.status(404);
        } else if (unless != null && matches(unless, found)) {
            context.header("ETag", quotedTag(found.get())).status(304);
        } else {
            answer(context, found.get());
        }
    }

    private void put(Context context) {
        answer(context, values.put(key(context), label(context), body(context), condition(context)));
    }

    private void delete(Context context) {
        Optional<Document> read = values.find(key(context), label(context));
        Predicate<Optional<Document>> condition = condition(context);
        if (read.isEmpty() && condition.test(read)) {
            context.status(204);
        } else if (values.remove(key(context), label(context), condition)) {
            read.ifPresent(removed -> answer(context, removed));
        } else {
            context.status(412);
        }
    }

    private void lock(Context context, boolean locked) {
        if (values.find(key(context), label(context)).isEmpty()) {
            context.status(404);
            return;
        }
        answer(context, values.lock(key(context), label(context), locked, condition(context)));
    }

    private void list(Context context) {
        Predicate<String> keys = filter(context.queryParam("key"));
        Predicate<String> labels = filter(context.queryParam("label"));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var items = body.putArray("items");
        values.all().stream()
                .filter(each -> keys.test(each.body().path("key").asText()))
                .filter(each -> labels.test(each.body().path("label").asText("")))
                .forEach(each -> items.add(represented(each)));
        context.contentType(KV_SET).result(body.toString());
    }

    /** A filter with an asterisk at its end, or a list of exact names; {@code \0} stands for no label. */
    private static Predicate<String> filter(@Nullable String text) {
        if (text == null || text.equals("*")) {
            return name -> true;
        }
        if (text.endsWith("*")) {
            return name -> name.startsWith(text.substring(0, text.length() - 1));
        }
        return name -> Pattern.compile(",")
                .splitAsStream(text)
                .map(each -> each.equals("\0") ? "" : each)
                .anyMatch(name::equals);
    }

    /** The condition that the request's headers state. */
    private static Predicate<Optional<Document>> condition(Context context) {
        String match = context.header("If-Match");
        String unless = context.header("If-None-Match");
        return current -> (match == null || matches(match, current)) && (unless == null || !matches(unless, current));
    }

    private static boolean matches(String header, Optional<Document> document) {
        return document.filter(
                        each -> header.equals("*") || header.replace("\"", "").equals(tag(each)))
                .isPresent();
    }

    private static void answer(Context context, Optional<Document> written) {
        if (written.isPresent()) {
            answer(context, written.get());
        } else {
            context.status(412);
        }
    }

    private static void answer(Context context, Document document) {
        context.header("ETag", quotedTag(document));
        context.header("Sync-Token", "edge=" + document.revision() + ";sn=" + document.revision());
        context.contentType(KV).result(represented(document).toString());
    }

    private static ObjectNode represented(Document document) {
        return document.body().put("etag", tag(document));
    }

    private static String quotedTag(Document document) {
        return '"' + tag(document) + '"';
    }

    private static String tag(Document document) {
        return "kv" + document.revision();
    }

    private static ObjectNode body(Context context) {
        try {
            if (JSON.readTree(context.body()) instanceof ObjectNode body) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw new Problem(400, "invalid-argument", "The body is no JSON: " + e.getOriginalMessage());
        }
        throw new Problem(400, "invalid-argument", "The body must be a JSON object");
    }

    private static String key(Context context) {
        return context.pathParam("key");
    }

    private static String label(Context context) {
        String label = Objects.requireNonNullElse(context.queryParam("label"), "");
        return label.equals("\0") ? "" : label;
    }
}
