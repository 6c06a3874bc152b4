package io.twinlake.config;

import io.twinlake.config.access.AzureAccess;
import io.twinlake.config.access.Secret;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.GroupName;
import io.twinlake.config.name.RegionName;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The whole configuration, valid: whatever holds one may rely on every reference in it. Regions and groups keep the file's order.
 *
 * @param exportKey signs what leaves the ledger; without one nothing is exported
 */
public record TwinlakeConfig(
        Path file,
        LedgerLocation ledger,
        Optional<Secret> exportKey,
        Coordination coordination,
        AzureAccess azure,
        Serve serve,
        Map<RegionName, Region> regions,
        Map<GroupName, FailoverGroup> groups) {
    public TwinlakeConfig {
        regions = Collections.unmodifiableMap(new LinkedHashMap<>(regions));
        groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    }

    /** How long a lease lasts. */
    public LeaseTerms lease() {
        return coordination.lease();
    }

    /** The home of the epoch; without one the ledger is. */
    public Optional<WitnessLocation> witness() {
        return coordination.witness();
    }

    public Region region(RegionName name) {
        Region region = regions.get(name);
        if (region == null) {
            throw new IllegalArgumentException("no region " + name + " in " + file);
        }
        return region;
    }
}
