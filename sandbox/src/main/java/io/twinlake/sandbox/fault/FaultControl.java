package io.twinlake.sandbox.fault;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The port on which faults are ordered: GET, POST and DELETE {@code /faults/NAME}, where NAME is one of the process's servers;
 * GET {@code /faults/NAME/held} lists the requests that are held, POST {@code /faults/NAME/release} opens the gates (with
 * {@code ?keep=true} for those alone that stand before one).
 */
public final class FaultControl implements AutoCloseable {

    /** The name of a region process's one server. */
    public static final String WORKSPACE = "workspace";

    private final Map<String, Faults> servers;
    private final Javalin app;

    private FaultControl(Map<String, Faults> servers, int port, Consumer<RoutesConfig> beside) {
        this.servers = Map.copyOf(servers);
        this.app = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.routes.get("/faults/{server}", this::list);
            config.routes.post("/faults/{server}", this::add);
            config.routes.get("/faults/{server}/held", this::held);
            config.routes.post("/faults/{server}/release", this::release);
            config.routes.delete("/faults/{server}", this::clear);
            beside.accept(config.routes);
        });
        app.start("127.0.0.1", port);
    }

    /** Listens on 127.0.0.1; port 0 takes any. */
    public static FaultControl start(Map<String, Faults> servers, int port) {
        return start(servers, port, routes -> {});
    }

    /**
     * The same.
     *
     * @param beside registers what else can be ordered on that port
     */
    public static FaultControl start(Map<String, Faults> servers, int port, Consumer<RoutesConfig> beside) {
        return new FaultControl(servers, port, beside);
    }

    public int port() {
        return app.port();
    }

    private void list(Context context) {
        faults(context).ifPresent(faults -> answer(context, faults.active()));
    }

    private void add(Context context) {
        faults(context).ifPresent(faults -> {
            faults.add(FaultJson.read(context.body(), Fault.class));
            context.status(204);
        });
    }

    private void held(Context context) {
        faults(context).ifPresent(faults -> answer(context, faults.held()));
    }

    private static void answer(Context context, List<?> list) {
        context.contentType("application/json").result(FaultJson.print(list));
    }

    private void release(Context context) {
        faults(context).ifPresent(faults -> {
            faults.release(Boolean.parseBoolean(context.queryParam("keep")));
            context.status(204);
        });
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
