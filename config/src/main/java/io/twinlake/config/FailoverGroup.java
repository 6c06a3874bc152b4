package io.twinlake.config;

import java.util.List;
import java.util.Optional;

/**
 * What is replicated and moved together.
 *
 * @param home the region that serves in normal times
 * @param secondary the region that is kept ready
 * @param apiTables tables that the API reads by key
 * @param endpoints where the API is served; empty where Twinlake moves data only
 * @param drills when drills are made by themselves: at fixed times, or by command only
 * @param fence what stops writing in a region that does not serve
 * @param acknowledgedUnprotected objects of which somebody has said that they may be lost
 */
public record FailoverGroup(
        GroupName name,
        RegionName home,
        RegionName secondary,
        List<ScopedCatalog> catalogs,
        List<ObjectName> apiTables,
        Mappings mappings,
        Objectives objectives,
        Schedule schedule,
        Schedule drills,
        SyncLimits sync,
        Optional<Endpoints> endpoints,
        FencePlan fence,
        List<ObjectPattern> acknowledgedUnprotected) {
    public FailoverGroup {
        catalogs = List.copyOf(catalogs);
        apiTables = List.copyOf(apiTables);
        acknowledgedUnprotected = List.copyOf(acknowledgedUnprotected);
    }

    /** The other of the group's two regions. */
    public RegionName otherThan(RegionName region) {
        return region.equals(home) ? secondary : home;
    }

    /** Whether somebody has said that an object, if it is not replicated, may be lost. */
    public boolean acknowledges(ObjectName object) {
        return acknowledgedUnprotected.stream().anyMatch(pattern -> pattern.matches(object));
    }

    /** Whether a catalog, schema or object belongs to this group. */
    public boolean includes(ObjectName object) {
        return catalogs.stream().anyMatch(catalog -> catalog.includes(object));
    }
}
