package io.twinlake.catalogsync.inventory;

import io.twinlake.catalogsync.region.OwnRights;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Reads who may do what with the objects of a region, one by one; what a container says of Twinlake's rights is asked once. */
final class ReadGrants {
    private final OwnRights rights;
    private final Concurrently concurrently;
    private final BiConsumer<SecurableKey, ClientException> broken;

    /** @param broken hears of an object whose grants could not be read */
    ReadGrants(OwnRights rights, Concurrently concurrently, BiConsumer<SecurableKey, ClientException> broken) {
        this.rights = rights;
        this.concurrently = concurrently;
        this.broken = broken;
    }

    /**
     * What was read.
     *
     * @param securables the same objects with who may do what
     * @param managed containers that Twinlake managed all the while
     */
    record Granted(Map<SecurableKey, Securable> securables, Set<SecurableKey> managed) {}

    /** Adds to objects who may do what. */
    Granted addTo(SortedMap<SecurableKey, Securable> securables) {
        List<Securable> replicated = securables.values().stream()
                .filter(securable -> securable.unsupported() == null)
                .toList();
        Set<SecurableKey> managed = managed(replicated);
        List<Securable> read = concurrently.map(replicated, securable -> access(securable, managed));
        Set<SecurableKey> still = managed(replicated.stream()
                .filter(securable -> managed.contains(securable.key()))
                .toList());
        Map<SecurableKey, Securable> granted = new TreeMap<>();
        read.forEach(securable -> granted.put(securable.key(), unlessLost(securable, managed, still)));
        return new Granted(granted, still);
    }

    /** A right that was revoked while all was read had its part in it answered with less and no error. */
    private static Securable unlessLost(Securable securable, Set<SecurableKey> managed, Set<SecurableKey> still) {
        SecurableKey key = securable.key();
        SecurableKey proven = key.kind().isContainer() ? key : key.container().orElseThrow();
        return managed.contains(proven) && !still.contains(proven)
                ? securable.withAccess(Access.unread(securable.access().owner()))
                : securable;
    }

    /** The containers among some objects that Twinlake manages; a catalog comes before its schemas. */
    private Set<SecurableKey> managed(List<Securable> securables) {
        Set<SecurableKey> managed = new HashSet<>();
        for (Securable securable : securables) {
            SecurableKey key = securable.key();
            if (key.kind().isContainer() && (standsInOneOf(managed, key) || manages(key))) {
                managed.add(key);
            }
        }
        return managed;
    }

    private static boolean standsInOneOf(Set<SecurableKey> managed, SecurableKey key) {
        return key.container().filter(managed::contains).isPresent();
    }

    private boolean manages(SecurableKey container) {
        try {
            return rights.managesAllIn(container);
        } catch (ClientException failure) {
            broken.accept(container, failure);
            return false;
        }
    }

    private Securable access(Securable securable, Set<SecurableKey> managed) {
        try {
            Optional<String> owner = Optional.ofNullable(securable.access().owner());
            return securable.withAccess(rights.access(securable.key(), owner, standsInOneOf(managed, securable.key())));
        } catch (ClientException failure) {
            broken.accept(securable.key(), failure);
            return securable;
        }
    }
}
