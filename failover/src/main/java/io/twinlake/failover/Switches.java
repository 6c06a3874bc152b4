package io.twinlake.failover;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.azure.ArmResources;
import io.twinlake.clients.azure.ResourceManagers;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.clients.retry.Sleeper;
import io.twinlake.clients.retry.Ticker;
import io.twinlake.config.Endpoints;
import io.twinlake.config.FailoverGroup;
import io.twinlake.config.GatewayBackend;
import io.twinlake.config.Region;
import io.twinlake.config.RegionName;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.JournaledSwitch;
import io.twinlake.failover.endpoint.Mechanism;
import io.twinlake.failover.endpoint.apim.BackendUrl;
import io.twinlake.failover.endpoint.function.LookupSettings;
import io.twinlake.ledger.journal.SwitchJournal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The switches of one group, as its configuration names them. Building them contacts nothing. */
public final class Switches {
    private static final Logger log = LoggerFactory.getLogger(Switches.class);

    private final Map<RegionName, EndpointSwitch> lookups;
    private final Optional<EndpointSwitch> gateway;

    private Switches(Map<RegionName, EndpointSwitch> lookups, Optional<EndpointSwitch> gateway) {
        this.lookups = lookups;
        this.gateway = gateway;
    }

    /** A group without endpoints has no switches. @param limits how long Azure may take */
    public static Switches of(
            TwinlakeConfig config, FailoverGroup group, SwitchJournal journal, CallLimits limits, Clock clock) {
        return group.endpoints()
                .map(endpoints -> of(config, group, endpoints, journal, limits, clock))
                .orElseGet(Switches::none);
    }

    /** Those of a group that has no endpoints. */
    public static Switches none() {
        return new Switches(Map.of(), Optional.empty());
    }

    private static Switches of(
            TwinlakeConfig config,
            FailoverGroup group,
            Endpoints endpoints,
            SwitchJournal journal,
            CallLimits limits,
            Clock clock) {
        ArmResources azure = ResourceManagers.open(config.azure(), limits);
        LookupEndpoint asker = new LookupEndpoint(ResourceManagers.tls(config.azure()));
        Map<RegionName, Region> regions = new LinkedHashMap<>();
        List.of(group.home(), group.secondary()).forEach(name -> regions.put(name, config.region(name)));
        String probe = endpoints.gateway().map(GatewayBackend::probe).orElse("/");
        Map<RegionName, EndpointSwitch> lookups = new LinkedHashMap<>();
        endpoints
                .lookup()
                .forEach((region, function) -> lookups.put(
                        region,
                        journaled(new LookupSettings(region, function, regions, probe, azure, asker), journal, clock)));
        return new Switches(
                lookups,
                endpoints
                        .gateway()
                        .map(gateway -> journaled(new BackendUrl(gateway, endpoints, azure, asker), journal, clock)));
    }

    private static EndpointSwitch journaled(Mechanism mechanism, SwitchJournal journal, Clock clock) {
        return new JournaledSwitch(mechanism, journal, clock, Ticker.SYSTEM, Sleeper.real());
    }

    /** The switch of the Function that runs in a region. */
    public Optional<EndpointSwitch> lookup(RegionName region) {
        return Optional.ofNullable(lookups.get(region));
    }

    public Optional<EndpointSwitch> gateway() {
        return gateway;
    }

    public List<EndpointSwitch> all() {
        List<EndpointSwitch> all = new ArrayList<>(lookups.values());
        gateway.ifPresent(all::add);
        return List.copyOf(all);
    }

    /**
     * Signs in to Azure and reads every switch on a thread of its own, so that turning one later need not wait for that. Returns at once;
     * what fails here fails again, and is told, where it matters.
     */
    public void warmUp() {
        Thread thread = new Thread(() -> all().parallelStream().forEach(Switches::touch), "switches-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void touch(EndpointSwitch each) {
        try {
            each.read();
        } catch (RuntimeException failure) {
            log.debug("switch={} could not be read beforehand: {}", each.name(), failure.getMessage());
        }
    }
}
