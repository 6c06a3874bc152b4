package io.twinlake.catalogsync.securable;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with an object, Twinlake itself left out.
 *
 * @param owner null where it is Twinlake, where the platform names none, or where none is wanted
 * @param grants direct privileges by principal, by their REST names; null where they are unknown, for whoever does not manage an object is
 *     shown his own only
 * @param ofDeleted the same of principals that are deleted, by the platform's ids: nobody holds them, and they are never compared
 */
public record Access(
        @Nullable String owner,
        @Nullable SortedMap<String, SortedSet<String>> grants,
        SortedMap<String, SortedSet<String>> ofDeleted) {
    /** Of an object on which nothing is left to anybody deleted. */
    public Access(@Nullable String owner, @Nullable SortedMap<String, SortedSet<String>> grants) {
        this(owner, grants, new TreeMap<>());
    }

    /** Of an object whose grants nobody has read. */
    public static Access unread(@Nullable String owner) {
        return new Access(owner, null);
    }

    public Access {
        grants = grants == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(grants));
        ofDeleted = Collections.unmodifiableSortedMap(new TreeMap<>(ofDeleted));
    }

    /** Whether the grants are known. */
    public boolean isKnown() {
        return grants != null;
    }

    public Access withOwner(@Nullable String newOwner) {
        return new Access(newOwner, grants, ofDeleted);
    }

    /**
     * The same access of principals under other names, without those who have none. What two principals have that get one name is put
     * together.
     */
    public Access mapped(Function<String, Optional<String>> principals) {
        String mappedOwner = owner == null ? null : principals.apply(owner).orElse(null);
        if (grants == null) {
            return new Access(mappedOwner, null);
        }
        SortedMap<String, SortedSet<String>> renamed = new TreeMap<>();
        grants.forEach((principal, privileges) -> principals
                .apply(principal)
                .ifPresent(name ->
                        renamed.computeIfAbsent(name, first -> new TreeSet<>()).addAll(privileges)));
        return new Access(mappedOwner, renamed);
    }

    /** The same without what is granted to some principals. */
    public Access without(Collection<String> principals) {
        if (grants == null) {
            return this;
        }
        SortedMap<String, SortedSet<String>> others = new TreeMap<>(grants);
        others.keySet().removeAll(principals);
        return new Access(owner, others, ofDeleted);
    }

    /** The same with only what is granted there as well. */
    public Access within(Access there) {
        if (grants == null || there.grants == null) {
            return this;
        }
        SortedMap<String, SortedSet<String>> both = new TreeMap<>();
        grants.forEach((principal, privileges) -> {
            SortedSet<String> held = new TreeSet<>(privileges);
            held.retainAll(there.grants.getOrDefault(principal, new TreeSet<>()));
            if (!held.isEmpty()) {
                both.put(principal, held);
            }
        });
        return new Access(owner, both, ofDeleted);
    }

    /** The same with what some principals are granted elsewhere and not here. */
    public Access withGrantsOf(Collection<String> principals, Access elsewhere) {
        if (grants == null || elsewhere.grants == null) {
            return this;
        }
        SortedMap<String, SortedSet<String>> more = new TreeMap<>(elsewhere.grants);
        more.keySet().retainAll(principals);
        more.putAll(grants);
        return new Access(owner, more, ofDeleted);
    }

    /** All that is known of it by the names under which parity compares it. */
    public SortedMap<String, String> fields() {
        SortedMap<String, String> fields = new TreeMap<>();
        if (owner != null) {
            fields.put("owner", owner);
        }
        if (grants != null) {
            grants.forEach((principal, privileges) -> fields.put("grant." + principal, String.join(",", privileges)));
        }
        return fields;
    }

    /** Of these fields, which are wanted, those that can be compared with what is there: grants that are unknown cannot. */
    public SortedMap<String, String> wantedBeside(Access there) {
        return new Access(owner, there.grants == null ? null : grants).fields();
    }

    /** Of these fields, which are there, those that can be compared with what is wanted: of an owner where none is wanted nothing is said. */
    public SortedMap<String, String> thereBeside(Access wanted) {
        return new Access(wanted.owner == null ? null : owner, wanted.grants == null ? null : grants).fields();
    }
}
