package io.twinlake.failover.endpoint.azure;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.azure.ArmResource;
import io.twinlake.clients.azure.ArmResources;
import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.config.Region;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.ProofTerms;
import io.twinlake.config.primacy.SwitchTarget.GatewayBackend;
import io.twinlake.failover.endpoint.Mechanism;
import io.twinlake.failover.endpoint.SwitchReading;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The {@code url} of a backend of API Management, which the gateway takes over within seconds. All other fields stay as they are. */
public final class BackendUrl implements Mechanism {
    private static final String URL = "url";

    private final GatewayBackend gateway;
    private final Map<RegionName, Region> regions;
    private final ArmResources azure;
    private final LookupEndpoint lookups;

    /** @param regions the group's two */
    public BackendUrl(
            GatewayBackend gateway, Map<RegionName, Region> regions, ArmResources azure, LookupEndpoint lookups) {
        this.gateway = gateway;
        this.regions = Map.copyOf(regions);
        this.azure = azure;
        this.lookups = lookups;
    }

    @Override
    public String name() {
        return gateway.name();
    }

    @Override
    public Map<String, String> valuesFor(RegionName region, SwitchReading now) {
        URI function = gateway.functions().get(region);
        if (function == null) {
            throw new IllegalArgumentException("no Function of region " + region + " stands behind the gateway");
        }
        return Map.of(URL, function.toString());
    }

    @Override
    public SwitchReading read() {
        ArmResource backend = azure.get(gateway.backend());
        String url = backend.properties().path(URL).asText();
        if (backend.properties().path("type").asText().equalsIgnoreCase("Pool")) {
            throw unusable("it is a pool, which has no url to turn; name one of its members instead");
        }
        if (backend.etag() == null) {
            throw unusable("Azure gave no ETag with it, so that a change by another hand would be overwritten unseen;"
                    + " look what removes the header");
        }
        return new SwitchReading(Map.of(URL, url), servedBy(url), backend.etag());
    }

    private ClientException unusable(String why) {
        return new ClientException(
                FailureCategory.INVALID,
                "read the switch",
                gateway.backend(),
                null,
                "Could not read the switch " + gateway.backend() + ": " + why,
                null);
    }

    /** Azure compares the tag of the reading that was decided upon, and refuses where another hand was quicker. */
    @Override
    public boolean write(SwitchReading over, Map<String, String> values) {
        azure.change(
                gateway.backend(),
                over.etag(),
                JsonNodeFactory.instance.objectNode().put(URL, values.get(URL)));
        return true;
    }

    @Override
    public LookupAnswer ask(Duration within) {
        return lookups.ask(gateway.probe(), within);
    }

    @Override
    public ProofTerms proof() {
        return gateway.probe().proof();
    }

    @Override
    public String workspace(RegionName serving) {
        return Objects.requireNonNull(regions.get(serving)).workspaceHost();
    }

    /** An answer names the region that it came from: one from before the change cannot be taken for one from after. */
    @Override
    public Duration settles() {
        return Duration.ZERO;
    }

    private Optional<RegionName> servedBy(String url) {
        return gateway.functions().entrySet().stream()
                .filter(each -> same(each.getValue(), url))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean same(URI configured, String found) {
        return withoutEnd(configured.toString()).equalsIgnoreCase(withoutEnd(found));
    }

    private static String withoutEnd(String url) {
        return url.replaceAll("/+$", "");
    }
}
