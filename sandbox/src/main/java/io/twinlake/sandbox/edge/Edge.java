package io.twinlake.sandbox.edge;

import io.javalin.config.RoutesConfig;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.edge.arm.ArmDialect;
import io.twinlake.sandbox.edge.arm.ResourceManager;
import io.twinlake.sandbox.edge.entra.ManagedIdentity;
import io.twinlake.sandbox.edge.entra.TokenEndpoint;
import io.twinlake.sandbox.edge.entra.Tokens;
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
import org.eclipse.jetty.util.ssl.SslContextFactory;

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
        ResourceManager manager = new ResourceManager(spec, file, tokens, configuration, clock);
        configuration.startServing();
        Gateway gateway = new Gateway(spec.apiManagement().routes(), configuration, clock, new Random());

        int arm = serve("arm", spec.ports().arm(), true, routes -> {
            new TokenEndpoint(tokens, spec.tenant(), secrets(spec)).mount(routes);
            manager.mount(routes);
        });
        int front = serve("gateway", spec.ports().gateway(), false, gateway::mount);
        int platform = serve(
                "platform",
                spec.ports().platform(),
                false,
                routes -> new ManagedIdentity(tokens, spec.clients().get(0).clientId(), spec.identityHeader(), clock)
                        .mount(routes));
        FaultControl control =
                FaultControl.start(Map.of(NAME, faults), spec.ports().control());
        running.push(control);
        return new EdgeSpec.Ports(arm, 0, front, platform, control.port());
    }

    private int serve(String service, int port, boolean secure, Consumer<RoutesConfig> routes) {
        Optional<SslContextFactory.Server> tls = secure ? Optional.of(certificate.server()) : Optional.empty();
        Dialect dialect = new ArmDialect();
        EdgeServer server =
                EdgeServer.start(new EdgeServer.Setting(NAME, service, port, tls, faults, dialect, log), routes);
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
