package io.twinlake.failover.endpoint.azure;

import io.twinlake.clients.azure.AppSettings;
import io.twinlake.clients.azure.ArmResources;
import io.twinlake.clients.endpoint.LookupAnswer;
import io.twinlake.clients.endpoint.LookupEndpoint;
import io.twinlake.config.Region;
import io.twinlake.config.name.RegionName;
import io.twinlake.config.primacy.ProofTerms;
import io.twinlake.config.primacy.SwitchTarget.FunctionSettings;
import io.twinlake.failover.endpoint.Mechanism;
import io.twinlake.failover.endpoint.SwitchReading;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The pair of settings by which one region's Function finds its warehouse. Azure has no compare-and-set here: all settings are read,
 * merged and put back, under the move's lease, and no other setting is looked at or kept.
 */
public final class LookupSettings implements Mechanism {
    static final String ENDPOINT = "DBSQL_ENDPOINT";
    static final String WAREHOUSE = "DBSQL_WAREHOUSE_ID";

    /** A Function starts again some time after its settings were changed, and answers from the old ones until then. */
    private static final Duration RESTARTS_WITHIN = Duration.ofMillis(500);

    private final FunctionSettings function;
    private final Map<RegionName, Region> regions;
    private final ArmResources azure;
    private final LookupEndpoint lookups;

    /** @param regions the group's two */
    public LookupSettings(
            FunctionSettings function, Map<RegionName, Region> regions, ArmResources azure, LookupEndpoint lookups) {
        this.function = function;
        this.regions = Map.copyOf(regions);
        this.azure = azure;
        this.lookups = lookups;
    }

    @Override
    public String name() {
        return function.name();
    }

    @Override
    public Map<String, String> valuesFor(RegionName serving, SwitchReading now) {
        Region its = regions.get(serving);
        if (its == null) {
            throw new IllegalArgumentException("region " + serving + " is none of the group's");
        }
        String address = its.workspace().toString().replaceAll("/+$", "");
        String written = now.values().getOrDefault(ENDPOINT, "");
        // A Function that was given a bare host name may not understand an address.
        boolean bare = !written.isEmpty() && !written.contains("://");
        return Map.of(ENDPOINT, bare ? bare(address) : address, WAREHOUSE, its.warehouse());
    }

    @Override
    public SwitchReading read() {
        Map<String, String> pair = pair(azure.appSettings(function.app()));
        return new SwitchReading(pair, servedBy(pair), null);
    }

    /**
     * Reads all settings right before they are put back: another hand's change of another setting is kept, unless it lands in the one
     * call between. Azure has no condition that would find that out.
     */
    @Override
    public boolean write(SwitchReading over, Map<String, String> values) {
        AppSettings all = azure.appSettings(function.app());
        boolean unchanged = pair(all).equals(over.values());
        if (unchanged) {
            azure.replaceAppSettings(function.app(), all.with(values));
        }
        return unchanged;
    }

    @Override
    public LookupAnswer ask(Duration within) {
        return lookups.ask(function.probe(), within);
    }

    @Override
    public ProofTerms proof() {
        return function.probe().proof();
    }

    @Override
    public String workspace(RegionName serving) {
        return Objects.requireNonNull(regions.get(serving)).workspaceHost();
    }

    @Override
    public Duration settles() {
        return RESTARTS_WITHIN;
    }

    private Optional<RegionName> servedBy(Map<String, String> pair) {
        return regions.values().stream()
                .filter(each -> bare(each.workspace().toString()).equals(bare(pair.getOrDefault(ENDPOINT, "")))
                        && each.warehouse().equals(pair.get(WAREHOUSE)))
                .map(Region::name)
                .findFirst();
    }

    private static Map<String, String> pair(AppSettings all) {
        Map<String, String> pair = new TreeMap<>(all.values());
        pair.keySet().retainAll(Set.of(ENDPOINT, WAREHOUSE));
        return pair;
    }

    private static String bare(String endpoint) {
        return endpoint.replaceFirst("^https://", "").replaceAll("/+$", "");
    }
}
