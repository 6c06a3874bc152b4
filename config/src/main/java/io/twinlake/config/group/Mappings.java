package io.twinlake.config.group;

import io.twinlake.config.name.RegionName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /**
     * The place in region {@code to} of what is at {@code url} in region {@code from}; empty if no location covers it. A prefix
     * covers whole path segments only.
     */
    public Optional<String> location(String url, RegionName from, RegionName to) {
        return locations.stream()
                .filter(entry -> entry.containsKey(from) && entry.containsKey(to))
                .filter(entry -> covers(prefix(entry, from), url))
                .max(Comparator.comparingInt(entry -> prefix(entry, from).length()))
                .map(entry ->
                        prefix(entry, to) + url.substring(prefix(entry, from).length()));
    }

    /** The name in region {@code to} of a principal of region {@code from}: the same one unless an entry says otherwise. */
    public String principal(String name, RegionName from, RegionName to) {
        return principals.stream()
                .filter(entry -> name.equals(entry.get(from)) && entry.containsKey(to))
                .findFirst()
                .map(entry -> entry.get(to))
                .orElse(name);
    }

    private static boolean covers(String prefix, String url) {
        return url.startsWith(prefix) && (url.length() == prefix.length() || url.charAt(prefix.length()) == '/');
    }

    private static String prefix(Map<RegionName, String> entry, RegionName region) {
        String prefix = entry.getOrDefault(region, "");
        return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    }
}
