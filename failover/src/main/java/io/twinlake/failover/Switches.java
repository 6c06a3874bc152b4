package io.twinlake.failover;

import io.twinlake.clients.CallLimits;
import io.twinlake.clients.azure.ResourceManagers;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.config.Region;
import io.twinlake.config.TwinlakeConfig;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.Primacy;
import io.twinlake.config.primacy.SwitchTarget;
import io.twinlake.config.time.Time;
import io.twinlake.failover.endpoint.EndpointSwitch;
import io.twinlake.failover.endpoint.JournaledSwitch;
import io.twinlake.failover.endpoint.Mechanism;
import io.twinlake.ledger.journal.SwitchJournal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The switches of one group, in the order of its endpoints. Building them contacts nothing. */
public final class Switches {
    private static final Logger log = LoggerFactory.getLogger(Switches.class);

    private final Primacy primacy;
    private final Map<SwitchTarget, EndpointSwitch> switches;

    private Switches(Primacy primacy, Map<SwitchTarget, EndpointSwitch> switches) {
        this.primacy = primacy;
        this.switches = switches;
    }

    /** A group without endpoints has no switches. @param limits how long Azure may take */
    public static Switches of(
            TwinlakeConfig config, FailoverGroup group, SwitchJournal journal, CallLimits limits, Time time) {
        if (group.endpoints().isEmpty()) {
            return none();
        }
        Map<RegionName, Region> regions = new LinkedHashMap<>();
        List.of(group.home(), group.secondary()).forEach(name -> regions.put(name, config.region(name)));
        Mechanisms mechanisms = new Mechanisms(
                regions,
                ResourceManagers.open(config.azure(), limits),
                new LookupEndpoint(ResourceManagers.tls(config.azure())));
        Map<SwitchTarget, EndpointSwitch> switches = new LinkedHashMap<>();
        group.endpoints().forEach(target -> switches.put(target, journaled(mechanisms.of(target), journal, time)));
        return new Switches(group.primacy(), switches);
    }

    /** Those of a group that has no endpoints. */
    public static Switches none() {
        return new Switches(Primacy.none(), Map.of());
    }

    private static EndpointSwitch journaled(Mechanism mechanism, SwitchJournal journal, Time time) {
        return new JournaledSwitch(mechanism, journal, time);
    }

    /** What the API reads where it is served in a region. */
    public List<EndpointSwitch> behind(RegionName region) {
        return of(primacy.behind(region));
    }

    /** Where clients arrive, whichever region serves. */
    public List<EndpointSwitch> front() {
        return of(primacy.front());
    }

    /** What a caller asks while a region serves: the front or, where nothing stands there, the region's own endpoints. */
    public List<EndpointSwitch> asked(RegionName serving) {
        return front().isEmpty() ? behind(serving) : front();
    }

    /** What a move to a region must turn, in its order; what stands behind the API in the other region may wait. */
    public List<EndpointSwitch> turnedTo(RegionName region) {
        return Stream.concat(behind(region).stream(), front().stream()).toList();
    }

    public List<EndpointSwitch> all() {
        return List.copyOf(switches.values());
    }

    private List<EndpointSwitch> of(List<SwitchTarget> targets) {
        return targets.stream().map(switches::get).map(Objects::requireNonNull).toList();
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
