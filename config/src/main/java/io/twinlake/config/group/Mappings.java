package io.twinlake.config.group;

import io.twinlake.config.name.RegionName;
import io.twinlake.config.name.UrlPrefix;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is named differently in each region. Each entry gives one name per region and works in both directions.
 *
 * @param locations storage URL prefixes ({@code abfss://...}); the longest prefix that fits wins
 * @param principals users, groups and service principals; an entry without a name in a region drops its principal there
 */
public record Mappings(List<Map<RegionName, String>> locations, List<Map<RegionName, String>> principals) {
    public Mappings {
        locations = locations.stream().map(Map::copyOf).toList();
        principals = principals.stream().map(Map::copyOf).toList();
    }

    /** The place in region {@code to} of what is at {@code url} in region {@code from}; empty if no location covers it. */
    public Optional<String> location(String url, RegionName from, RegionName to) {
        return locations.stream()
                .filter(entry -> entry.containsKey(from) && entry.containsKey(to))
                .filter(entry -> prefix(entry, from).covers(url))
                .max(Comparator.comparingInt(entry -> prefix(entry, from).url().length()))
                .map(entry -> prefix(entry, from).moved(url, prefix(entry, to)));
    }

    /**
     * The name in region {@code to} of a principal of region {@code from}: the same one unless an entry says otherwise. Empty where an
     * entry drops it, or where its name there is a {@link #namesake}'s.
     */
    public Optional<String> principal(String name, RegionName from, RegionName to) {
        Optional<Map<RegionName, String>> entry =
                principals.stream().filter(each -> name.equals(each.get(from))).findFirst();
        return entry.isPresent()
                ? entry.map(names -> names.get(to))
                : Optional.of(name)
                        .filter(same -> namesake(same, from, to).isEmpty())
                        .filter(same -> !dropped(from, to).contains(same));
    }

    /**
     * The other principal of region {@code from} that is in region {@code to} what this one is called: copied under its own name, it would
     * be taken for that one.
     */
    public Optional<String> namesake(String name, RegionName from, RegionName to) {
        boolean isMapped = principals.stream().anyMatch(entry -> name.equals(entry.get(from)));
        return principals.stream()
                .filter(entry -> !isMapped && name.equals(entry.get(to)))
                .map(entry -> entry.get(from))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /**
     * The principals of a region that are dropped on the way to another one, and those that have there the name of one which is dropped on the
     * way back: nothing of theirs is copied, compared or taken away.
     */
    public Set<String> dropped(RegionName from, RegionName to) {
        Set<String> mapped = principals.stream()
                .filter(entry -> entry.containsKey(from) && entry.containsKey(to))
                .map(entry -> entry.get(from))
                .collect(Collectors.toSet());
        return principals.stream()
                .filter(entry -> entry.containsKey(from) != entry.containsKey(to))
                .map(entry -> entry.getOrDefault(from, entry.get(to)))
                .filter(Objects::nonNull)
                .filter(name -> !mapped.contains(name))
                .collect(Collectors.toSet());
    }

    private static UrlPrefix prefix(Map<RegionName, String> entry, RegionName region) {
        return new UrlPrefix(entry.getOrDefault(region, ""));
    }
}
