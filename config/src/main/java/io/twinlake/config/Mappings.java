package io.twinlake.config;

import java.util.List;
import java.util.Map;

/**
 * What is named differently in each region. Each entry gives one name per region and works in both directions.
 *
 * @param locations storage URL prefixes ({@code abfss://...}); the longest prefix that fits wins
 * @param principals users, groups and service principals
 */
public record Mappings(List<Map<RegionName, String>> locations, List<Map<RegionName, String>> principals) {
    public Mappings {
        locations = locations.stream().map(Map::copyOf).toList();
        principals = principals.stream().map(Map::copyOf).toList();
    }
}
