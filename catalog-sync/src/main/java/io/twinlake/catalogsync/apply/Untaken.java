package io.twinlake.catalogsync.apply;

import io.twinlake.catalogsync.change.FieldDifference;
import io.twinlake.catalogsync.outcome.Kept;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.config.name.SecurableKind;
import io.twinlake.ledger.state.Side;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a replica stands without because its region does not take it.
 *
 * @param strangers who is to have rights on it and is nobody there
 * @param properties those of a table that read otherwise right behind our write, while its history shows that nobody else wrote
 */
record Untaken(SortedSet<String> strangers, List<FieldDifference> properties) {
    static Untaken of(SortedSet<String> strangers) {
        return new Untaken(strangers, List.of());
    }

    /** Where properties of a table are all in which it still differs: what it stands without as well. */
    Untaken withProperties(SecurableKind kind, List<FieldDifference> left) {
        boolean all = kind.holdsRows() && left.stream().allMatch(FieldDifference::isOfProperty);
        return new Untaken(strangers, all ? left : List.of());
    }

    Set<String> names() {
        return properties.stream().map(FieldDifference::property).collect(Collectors.toSet());
    }

    List<Kept> kept(SecurableKey key) {
        return properties.stream()
                .map(
                        property -> new Kept(
                                key,
                                "property " + property.property() + " = " + shown(property.source()),
                                "The platform has it as " + shown(property.replica())
                                        + " right behind that write: from now on each region has its own, until the source's changes."))
                .toList();
    }

    /** With the source's values of the properties, beside those that are known already. */
    SortedMap<String, String> atSource(Side known, Set<String> still) {
        return joined(known, still, FieldDifference::source);
    }

    /** With the replica's values. */
    SortedMap<String, String> atReplica(Side known, Set<String> still) {
        return joined(known, still, FieldDifference::replica);
    }

    private SortedMap<String, String> joined(
            Side known, Set<String> still, Function<FieldDifference, @Nullable String> value) {
        SortedMap<String, String> joined = new TreeMap<>(known.platformProperties());
        joined.keySet().retainAll(still);
        for (FieldDifference property : properties) {
            String there = value.apply(property);
            if (there != null) {
                joined.put(property.property(), there);
            }
        }
        return joined;
    }

    private static String shown(@Nullable String value) {
        return value == null ? "absent" : "'" + value + "'";
    }
}
