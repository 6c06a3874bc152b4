package io.twinlake.sandbox.edge;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.calls.CallLogHandler;
import io.twinlake.sandbox.fault.Dialect;
import io.twinlake.sandbox.fault.FaultDoor;
import io.twinlake.sandbox.fault.FaultHandler;
import io.twinlake.sandbox.fault.Faults;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** One listener on 127.0.0.1 around a set of routes, with the faults and the call log that every sandbox server has. */
public final class EdgeServer implements AutoCloseable {

    private static final int MOST_THREADS = 64;
    private static final int LEAST_THREADS = 4;

    private final Javalin app;
    private final FaultDoor door;
    private final int port;

    private EdgeServer(Javalin app, Faults faults) {
        this.app = app;
        ServerConnector connector = (ServerConnector) app.jettyServer().server().getConnectors()[0];
        this.port = connector.getLocalPort();
        this.door = new FaultDoor(connector, faults);
    }

    /**
     * Who a listener is and what surrounds it.
     *
     * @param region the name under which calls are recorded
     * @param tls the server's certificate, if it speaks TLS
     */
    public record Setting(
            String region,
            String service,
            int port,
            Optional<SslContextFactory.Server> tls,
            Faults faults,
            Dialect dialect,
            CallLog log) {}

    /** Listens; returns when connections are taken. */
    public static EdgeServer start(Setting setting, Consumer<RoutesConfig> routes) {
        Javalin app = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.router.caseInsensitiveRoutes = true;
            config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
            config.jetty.addConnector((server, http) -> connector(server, http, setting));
            config.jetty.modifyServer(server -> server.setHandler(new CallLogHandler(
                    setting.log(),
                    setting.region(),
                    setting.service(),
                    new FaultHandler(setting.faults(), setting.dialect()))));
            routes.accept(config.routes);
        });
        return new EdgeServer(app.start(), setting.faults());
    }

    public int port() {
        return port;
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, Setting setting) {
        http.setSendServerVersion(false);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector = setting.tls()
                .map(tls -> {
                    http.addCustomizer(new SecureRequestCustomizer(false));
                    return new ServerConnector(server, new SslConnectionFactory(tls, "http/1.1"), plain);
                })
                .orElseGet(() -> new ServerConnector(server, plain));
        connector.setHost("127.0.0.1");
        connector.setPort(setting.port());
        return connector;
    }

    @Override
    public void close() {
        door.close();
        app.stop();
    }
}
