package io.twinlake.catalogsync.region;

import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.name.PropertyPattern;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Properties that each region has for itself, so that nobody copies or compares them.
 *
 * @param configured those of all objects, by the group's configuration
 * @param learnt those of single tables, which the platform set or changed back behind a write of ours
 */
public record Uncompared(List<PropertyPattern> configured, Map<SecurableKey, Set<String>> learnt) {
    /** Those that the configuration names. */
    public static Uncompared of(FailoverGroup group) {
        return new Uncompared(group.ownProperties(), Map.of());
    }

    /** Beside them those that were learnt. */
    public Uncompared and(Map<SecurableKey, Set<String>> ofTables) {
        return new Uncompared(configured, ofTables);
    }

    /** Without those that an inventory was read without. */
    public Uncompared learntAlone() {
        return new Uncompared(List.of(), learnt);
    }

    /** The object without them. */
    public Securable strip(Securable securable) {
        Set<String> ofObject = learnt.getOrDefault(securable.key(), Set.of());
        if (ofObject.isEmpty() && configured.isEmpty()) {
            return securable;
        }
        return securable.withoutProperties(
                name -> ofObject.contains(name) || configured.stream().anyMatch(pattern -> pattern.matches(name)));
    }
}
