package io.twinlake.sandbox.edge;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;

/**
 * The edge as an operating-system process: its one argument is the file of its {@link EdgeSpec}. When it is ready it writes
 * {@code edge.json} with its pid, its ports and its trust store into its folder, and then runs until it is ended.
 */
public final class EdgeProcess {

    /** The file, in the edge's folder, that says that it is ready. */
    public static final String READY = "edge.json";

    private EdgeProcess() {}

    public static void main(String[] arguments) throws Exception {
        // A connection that cannot be made is the backend's failure: the gateway does not try a second time.
        System.setProperty("jdk.httpclient.disableRetryConnect", "true");
        EdgeSpec spec = EdgeSpec.read(Path.of(arguments[0]));
        Files.createDirectories(spec.dir());
        Edge edge = Edge.start(spec, Clock.systemUTC());
        announce(spec.dir(), edge);
        Thread.currentThread().join();
    }

    private static void announce(Path dir, Edge edge) throws IOException {
        EdgeSpec.Ports ports = edge.ports();
        ObjectNode ready = JsonNodeFactory.instance
                .objectNode()
                .put("pid", ProcessHandle.current().pid());
        ready.putObject("ports")
                .put("arm", ports.arm())
                .put("appConfiguration", ports.appConfiguration())
                .put("gateway", ports.gateway())
                .put("platform", ports.platform())
                .put("control", ports.control());
        ready.put("trustStore", edge.certificate().trustStore().toString())
                .put("pem", edge.certificate().pem().toString());
        Path next = dir.resolve(READY + ".next");
        Files.writeString(
                next, new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(ready));
        Files.move(next, dir.resolve(READY), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
