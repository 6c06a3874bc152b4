package io.twinlake.clients.databricks.rest.transport;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A link to a part of a result in the workspace's own storage. Whoever has it may read there, so nothing but its host is ever told, and it is followed
 * nowhere else: the platform's word for where rows are is no leave to ask anybody for them.
 */
public final class ResultLink {
    /** Where Azure has storage accounts, its national clouds included. */
    private static final List<String> STORAGE =
            List.of(".core.windows.net", ".storage.azure.net", ".core.usgovcloudapi.net", ".core.chinacloudapi.cn");

    private final URI address;
    private final Map<String, String> headers;

    private ResultLink(URI address, Map<String, String> headers) {
        this.address = address;
        this.headers = Map.copyOf(headers);
    }

    /**
     * The link of an answer; empty where it is none, or leads elsewhere than to Azure's storage or to the workspace itself.
     *
     * @param external one of {@code external_links}
     */
    public static Optional<ResultLink> of(JsonNode external, URI workspace) {
        Map<String, String> headers = new LinkedHashMap<>();
        external.path("http_headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        try {
            URI address = new URI(external.path("external_link").asText());
            return mayBeFollowed(address, workspace) ? Optional.of(new ResultLink(address, headers)) : Optional.empty();
        } catch (URISyntaxException unreadable) {
            // What is wrong with it cannot be said without saying what it is.
            return Optional.empty();
        }
    }

    private static boolean mayBeFollowed(URI address, URI workspace) {
        if (address.getHost() == null || address.getScheme() == null) {
            return false;
        }
        String host = address.getHost().toLowerCase(Locale.ROOT);
        boolean workspaces = host.equalsIgnoreCase(workspace.getHost())
                && address.getPort() == workspace.getPort()
                && address.getScheme().equalsIgnoreCase(workspace.getScheme());
        return workspaces
                || (address.getScheme().equalsIgnoreCase("https")
                        && STORAGE.stream().anyMatch(host::endsWith));
    }

    URI address() {
        return address;
    }

    Map<String, String> headers() {
        return headers;
    }

    public String host() {
        return address.getHost();
    }

    @Override
    public String toString() {
        return "a link to " + host();
    }
}
