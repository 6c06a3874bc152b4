package io.twinlake.sandbox.edge;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What the edge process is told at its start: a JSON file. Backends and settings named here are made at the first start only; later
 * ones keep what was written since.
 *
 * @param dir the edge's data folder
 * @param calls the sandbox's call log
 * @param identityHeader the secret that a process on the host shows to the managed identity endpoint
 * @param platformKey the secret between the edge and the hosts of its Functions
 */
public record EdgeSpec(
        Path dir,
        Path calls,
        Ports ports,
        String subscription,
        String tenant,
        ResourceGroup resourceGroup,
        List<Client> clients,
        String identityHeader,
        String platformKey,
        ApiManagement apiManagement,
        AppConfiguration appConfiguration,
        List<FunctionApp> functionApps) {

    /** Ports on 127.0.0.1, 0 for any. */
    public record Ports(int arm, int appConfiguration, int gateway, int platform, int control) {}

    /** The group of every resource here. */
    public record ResourceGroup(String name, String location) {}

    /**
     * A service principal of the tenant.
     *
     * @param role {@code Contributor} or {@code Reader}
     */
    public record Client(String clientId, String secret, String role) {}

    /**
     * The API Management service.
     *
     * @param location its primary region, where its management plane lives
     * @param takeOverMs how long the gateway goes on with the old value after a change
     * @param namedValueMs how long a change of a named value is in progress
     * @param subscriptionKeys of which a client must send one; without any, the APIs ask for none
     * @param backends the properties of the backends by their names
     */
    public record ApiManagement(
            String name,
            String location,
            long takeOverMs,
            long namedValueMs,
            List<String> subscriptionKeys,
            Map<String, Map<String, Object>> backends,
            List<Route> routes) {
        public ApiManagement {
            subscriptionKeys = List.copyOf(subscriptionKeys);
        }
    }

    /**
     * An API of the gateway.
     *
     * @param path the first segment of its paths, {@code /customers}
     * @param backend a backend's name, or a base URL that holds a named value: {@code {{customers-url}}}
     * @param timeoutMs how long the gateway waits for the backend's answer
     */
    public record Route(String path, String backend, long timeoutMs) {}

    /** The App Configuration store and its one access key; the secret is base64. */
    public record AppConfiguration(String name, String keyId, String secret) {}

    /**
     * A Function app, hosted by its region.
     *
     * @param url where its host listens
     * @param settings its application settings at the first start
     */
    public record FunctionApp(String name, String region, String url, Map<String, String> settings) {}

    public EdgeSpec {
        clients = List.copyOf(clients);
        functionApps = List.copyOf(functionApps);
    }

    /** Reads a spec file; an unknown key is refused. */
    public static EdgeSpec read(Path file) {
        try {
            return JSON.readValue(file.toFile(), EdgeSpec.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the edge's specification " + file, e);
        }
    }

    /** Writes the spec so that {@link #read} gives it back. */
    public void write(Path file) {
        try {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the edge's specification " + file, e);
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
}
