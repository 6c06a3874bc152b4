package io.twinlake.sandbox.edge.function;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.twinlake.sandbox.store.Document;
import io.twinlake.sandbox.store.DocumentFile;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** The application settings of all Function apps, and the port on which the apps' hosts read theirs. */
public final class AppSettings {

    private final DocumentFile file;
    private final String platformKey;

    public AppSettings(DocumentFile file, String platformKey) {
        this.file = file;
        this.platformKey = platformKey;
    }

    /** An app's settings, and a number that is another one after every change. */
    public record Revision(long number, Map<String, String> values) {
        public Revision {
            values = Map.copyOf(values);
        }
    }

    /** Gives an app its first settings, unless it has some. */
    public void seed(String app, Map<String, String> values) {
        file.put(key(app), body(values), Optional::isEmpty);
    }

    public Revision of(String app) {
        return file.find(key(app))
                .map(AppSettings::revision)
                .orElseThrow(() -> new IllegalArgumentException("no Function app '" + app + "'"));
    }

    /** Replaces all of an app's settings. */
    public Revision replace(String app, Map<String, String> values) {
        return file.put(key(app), body(values), current -> true)
                .map(AppSettings::revision)
                .orElseThrow();
    }

    /** The hosts' side; it is no part of Azure's public interface. */
    public void mount(RoutesConfig routes) {
        routes.get("/platform/apps/{app}/settings", this::read);
    }

    private void read(Context context) {
        Optional<Document> found = file.find(key(context.pathParam("app")));
        if (!Objects.equals(context.header(HostRestarts.KEY_HEADER), platformKey)) {
            context.status(401);
        } else if (found.isEmpty()) {
            context.status(404);
        } else {
            ObjectNode answer = JsonNodeFactory.instance
                    .objectNode()
                    .put("revision", found.get().revision());
            answer.set("settings", found.get().body());
            context.contentType("application/json").result(answer.toString());
        }
    }

    private static Revision revision(Document document) {
        Map<String, String> values = new TreeMap<>();
        document.body()
                .properties()
                .forEach(each -> values.put(each.getKey(), each.getValue().asText()));
        return new Revision(document.revision(), values);
    }

    private static ObjectNode body(Map<String, String> values) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        values.forEach(body::put);
        return body;
    }

    private static String key(String app) {
        return "appsettings/" + app.toLowerCase(Locale.ROOT);
    }
}
