package io.twinlake.sandbox.fault;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The port on which faults are ordered: GET, POST and DELETE {@code /faults/NAME}, where NAME is one of the process's servers.
 */
public final class FaultControl implements AutoCloseable {

    /** The name of a region process's one server. */
    public static final String WORKSPACE = "workspace";

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final Map<String, Faults> servers;
    private final Javalin app;

    private FaultControl(Map<String, Faults> servers, int port) {
        this.servers = Map.copyOf(servers);
        this.app = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/faults/{server}", this::list);
            config.routes.post("/faults/{server}", this::add);
            config.routes.delete("/faults/{server}", this::clear);
        });
        app.start("127.0.0.1", port);
    }

    /** Listens on 127.0.0.1; port 0 takes any. */
    public static FaultControl start(Map<String, Faults> servers, int port) {
        return new FaultControl(servers, port);
    }

    public int port() {
        return app.port();
    }

    private void list(Context context) throws IOException {
        Optional<Faults> faults = faults(context);
        if (faults.isPresent()) {
            context.contentType("application/json")
                    .result(JSON.writeValueAsString(faults.get().active()));
        }
    }

    private void add(Context context) throws IOException {
        Optional<Faults> faults = faults(context);
        if (faults.isPresent()) {
            faults.get().add(JSON.readValue(context.body(), Fault.class));
            context.status(204);
        }
    }

    private void clear(Context context) {
        faults(context).ifPresent(faults -> {
            faults.clear();
            context.status(204);
        });
    }

    private Optional<Faults> faults(Context context) {
        Optional<Faults> faults = Optional.ofNullable(servers.get(context.pathParam("server")));
        if (faults.isEmpty()) {
            context.status(404).result("No such server; there are " + servers.keySet());
        }
        return faults;
    }

    @Override
    public void close() {
        app.stop();
    }
}
