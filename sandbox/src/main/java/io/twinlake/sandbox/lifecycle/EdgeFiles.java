package io.twinlake.sandbox.lifecycle;

import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.edge.EdgeProcess;
import io.twinlake.sandbox.edge.EdgeSpec;
import io.twinlake.sandbox.edge.function.FunctionPlan;
import io.twinlake.sandbox.edge.function.LookupSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files between a sandbox and its edge's process: what the edge is told, and its word that it is ready. */
final class EdgeFiles {

    private static final long NAMED_VALUE_MS = 200;
    private static final long BACKEND_TIMEOUT_MS = 30_000;
    private static final String STORE = "lookup";

    private final Path sandbox;
    private final Path folder;

    EdgeFiles(Path sandbox) {
        this.sandbox = sandbox;
        this.folder = sandbox.resolve("edge");
    }

    Path spec() {
        return folder.resolve("spec.json");
    }

    boolean isReady() {
        return Files.exists(ready());
    }

    /** Writes the specification and takes back an earlier process's word. */
    void prepare(Layout layout) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(ready());
        } catch (IOException e) {
            throw new UncheckedIOException("The edge's folder " + folder + " cannot be prepared", e);
        }
        spec(layout).write(spec());
    }

    private EdgeSpec spec(Layout layout) {
        EdgeLayout edge = layout.edge();
        return new EdgeSpec(
                folder,
                CallLog.file(sandbox),
                edge.ports(),
                edge.subscription(),
                edge.tenant(),
                edge.resourceGroup(),
                List.of(new EdgeSpec.Client(edge.clientId(), edge.clientSecret(), "Contributor")),
                edge.platformKey(),
                edge.platformKey(),
                apiManagement(layout),
                new EdgeSpec.AppConfiguration(STORE, STORE, edge.storeSecret()),
                layout.regions().stream()
                        .map(region -> functionApp(region, layout))
                        .toList());
    }

    private static EdgeSpec.ApiManagement apiManagement(Layout layout) {
        EdgeLayout edge = layout.edge();
        return new EdgeSpec.ApiManagement(
                edge.gatewayName(),
                EdgeLayout.LOCATION,
                layout.delays().takeOverMs(),
                NAMED_VALUE_MS,
                List.of(edge.subscriptionKey()),
                Map.of(edge.backend(), backend(layout)),
                List.of(new EdgeSpec.Route("/customers", edge.backend(), BACKEND_TIMEOUT_MS)));
    }

    /** As importing a Function app makes it: with a key of the Function. */
    private static Map<String, Object> backend(Layout layout) {
        Map<String, List<String>> headers = new TreeMap<>();
        layout.edge().functionHeaders().forEach((name, value) -> headers.put(name, List.of(value)));
        return Map.of(
                "url", layout.primary().functionUrl(), "protocol", "http", "credentials", Map.of("header", headers));
    }

    /** Both Functions read the primary's warehouse at first: a move changes the pair of settings. */
    private static EdgeSpec.FunctionApp functionApp(RegionLayout region, Layout layout) {
        return new EdgeSpec.FunctionApp(region.functionApp(), region.name(), region.functionUrl(), settings(layout));
    }

    private static Map<String, String> settings(Layout layout) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                LookupSettings.ENDPOINT, layout.primary().workspace(),
                LookupSettings.WAREHOUSE, layout.primary().warehouse(),
                LookupSettings.CLIENT_ID, layout.edge().functionClientId(),
                LookupSettings.CLIENT_SECRET, layout.edge().functionSecret()));
        if (layout.delays().functionPlan() == FunctionPlan.SYNC) {
            settings.put(FunctionPlan.SYNC_SETTING, "1");
        }
        return settings;
    }

    private Path ready() {
        return folder.resolve(EdgeProcess.READY);
    }
}
