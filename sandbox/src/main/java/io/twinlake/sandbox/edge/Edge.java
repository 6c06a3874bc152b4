package io.twinlake.sandbox.edge;

import io.javalin.config.RoutesConfig;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.edge.appconfiguration.AppConfiguration;
import io.twinlake.sandbox.edge.arm.ArmDialect;
import io.twinlake.sandbox.edge.arm.ResourceManager;
import io.twinlake.sandbox.edge.entra.ManagedIdentity;
import io.twinlake.sandbox.edge.entra.TokenEndpoint;
import io.twinlake.sandbox.edge.entra.Tokens;
import io.twinlake.sandbox.edge.function.AppSettings;
import io.twinlake.sandbox.edge.function.HostRestarts;
import io.twinlake.sandbox.edge.function.PlainErrors;
import io.twinlake.sandbox.edge.gateway.Configuration;
import io.twinlake.sandbox.edge.gateway.Gateway;
import io.twinlake.sandbox.fault.Dialect;
import io.twinlake.sandbox.fault.FaultControl;
import io.twinlake.sandbox.fault.Faults;
import io.twinlake.sandbox.store.DocumentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The edge with all its listeners, running. Its state is in its folder; a second start there goes on where the first ended. */
public final class Edge implements AutoCloseable {

    /** The name of the edge's faults at its control port, and of the edge in the call log. */
    public static final String NAME = "edge";

    private static final int KEY_BYTES = 32;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Faults faults;
    private final CallLog log;
    private final LoopbackCertificate certificate;
    private final EdgeSpec.Ports ports;

    private Edge(EdgeSpec spec, Clock clock) {
        this.log = CallLog.open(spec.calls());
        running.push(log);
        this.faults = new Faults(clock, new Random());
        this.certificate = LoopbackCertificate.in(spec.dir());
        this.ports = listen(spec, clock);
    }

    /** Starts everything; returns when all ports take connections. */
    public static Edge start(EdgeSpec spec, Clock clock) {
        return new Edge(spec, clock);
    }

    /** The ports that are listened on. */
    public EdgeSpec.Ports ports() {
        return ports;
    }

    /** What the TLS listeners show. */
    public LoopbackCertificate certificate() {
        return certificate;
    }

    private EdgeSpec.Ports listen(EdgeSpec spec, Clock clock) {
        Tokens tokens = new Tokens(key(spec.dir()), spec.tenant(), clock);
        Configuration configuration =
                new Configuration(clock, Duration.ofMillis(spec.apiManagement().takeOverMs()));
        DocumentFile file = DocumentFile.open(spec.dir().resolve("resources.json"));
        AppSettings settings = new AppSettings(file, spec.platformKey());
        HostRestarts restarts = new HostRestarts(spec.platformKey());
        running.push(restarts);
        spec.functionApps().forEach(app -> settings.seed(app.name(), app.settings()));
        ResourceManager manager = new ResourceManager(spec, file, tokens, configuration, settings, restarts, clock);
        configuration.startServing();
        Gateway gateway = new Gateway(spec.apiManagement(), configuration, clock, new Random());

        int arm = serve(secure("arm", spec.ports().arm(), new ArmDialect()), routes -> {
            new TokenEndpoint(tokens, spec.tenant(), secrets(spec)).mount(routes);
            manager.mount(routes);
        });
        int store = serve(secure("appconfiguration", spec.ports().appConfiguration(), new PlainErrors()), routes -> {
            new AppConfiguration(spec, file, tokens, clock).mount(routes);
        });
        int front = serve(plain("gateway", spec.ports().gateway(), faults), gateway::mount);
        // Between the edge and its hosts: no part of Azure that could fail by itself.
        Faults none = new Faults(clock, new Random());
        int platform = serve(plain("platform", spec.ports().platform(), none), routes -> {
            new ManagedIdentity(tokens, spec.clients().get(0).clientId(), spec.identityHeader(), clock).mount(routes);
            settings.mount(routes);
        });
        // A change that was acknowledged just before a kill may not have reached its host.
        spec.functionApps()
                .forEach(app -> restarts.request(app, settings.of(app.name()).number()));
        FaultControl control =
                FaultControl.start(Map.of(NAME, faults), spec.ports().control());
        running.push(control);
        return new EdgeSpec.Ports(arm, store, front, platform, control.port());
    }

    private EdgeServer.Setting secure(String service, int port, Dialect dialect) {
        return new EdgeServer.Setting(NAME, service, port, Optional.of(certificate.server()), faults, dialect, log);
    }

    private EdgeServer.Setting plain(String service, int port, Faults itsFaults) {
        return new EdgeServer.Setting(NAME, service, port, Optional.empty(), itsFaults, new PlainErrors(), log);
    }

    private int serve(EdgeServer.Setting setting, Consumer<RoutesConfig> routes) {
        EdgeServer server = EdgeServer.start(setting, routes);
        running.push(server);
        return server.port();
    }

    private static Map<String, String> secrets(EdgeSpec spec) {
        return spec.clients().stream().collect(Collectors.toMap(EdgeSpec.Client::clientId, EdgeSpec.Client::secret));
    }

    /** The key that tokens are signed with: kept, so that they outlive a restart. */
    private static byte[] key(Path dir) {
        Path file = dir.resolve("token.key");
        try {
            if (!Files.exists(file)) {
                byte[] fresh = new byte[KEY_BYTES];
                new SecureRandom().nextBytes(fresh);
                Files.write(file, fresh);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the token key in " + dir, e);
        }
    }

    @Override
    public void close() throws Exception {
        faults.clear();
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
