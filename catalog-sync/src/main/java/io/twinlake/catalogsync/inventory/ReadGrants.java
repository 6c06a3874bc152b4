package io.twinlake.catalogsync.inventory;

import io.twinlake.catalogsync.region.OwnRights;
import io.twinlake.catalogsync.securable.Access;
import io.twinlake.catalogsync.securable.Securable;
import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.clients.ClientException;
import io.twinlake.clients.Concurrently;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

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

    /** The same objects with who may do what. */
    Map<SecurableKey, Securable> addTo(SortedMap<SecurableKey, Securable> securables) {
        List<Securable> replicated = securables.values().stream()
                .filter(securable -> securable.unsupported() == null)
                .toList();
        Map<SecurableKey, Boolean> managed = new HashMap<>();
        for (Securable securable : replicated) {
            if (securable.kind().isContainer()) {
                managed.put(securable.key(), manages(securable, managed));
            }
        }
        List<Securable> read = concurrently.map(replicated, securable -> access(securable, managed));
        Map<SecurableKey, Boolean> still = new HashMap<>();
        managed.forEach((container, proven) -> still.put(container, proven && isProvenAgain(container, managed)));
        Map<SecurableKey, Securable> granted = new TreeMap<>();
        read.forEach(securable -> granted.put(securable.key(), unlessLost(securable, managed, still)));
        return granted;
    }

    /** A right that was revoked while all was read had its part in it answered with less and no error. */
    private Securable unlessLost(
            Securable securable, Map<SecurableKey, Boolean> managed, Map<SecurableKey, Boolean> still) {
        boolean lost = above(securable.key()).anyMatch(key -> isTrue(managed, key) && !isTrue(still, key));
        return lost ? securable.withAccess(Access.unread(securable.access().owner())) : securable;
    }

    private boolean isProvenAgain(SecurableKey container, Map<SecurableKey, Boolean> managed) {
        boolean ofItsContainer =
                container.container().filter(above -> isTrue(managed, above)).isPresent();
        return ofItsContainer || rights.manages(container);
    }

    /** An object and what it stands in. */
    private static Stream<SecurableKey> above(SecurableKey key) {
        return Stream.iterate(Optional.of(key), Optional::isPresent, at -> at.flatMap(SecurableKey::container))
                .flatMap(Optional::stream);
    }

    private static boolean isTrue(Map<SecurableKey, Boolean> proofs, SecurableKey key) {
        return proofs.getOrDefault(key, false);
    }

    /** A catalog comes before its schemas. */
    private boolean manages(Securable container, Map<SecurableKey, Boolean> managed) {
        if (container.key().container().map(managed::get).orElse(false)) {
            return true;
        }
        try {
            return rights.manages(container.key());
        } catch (ClientException failure) {
            broken.accept(container.key(), failure);
            return false;
        }
    }

    private Securable access(Securable securable, Map<SecurableKey, Boolean> managed) {
        boolean above = securable.key().container().map(managed::get).orElse(false);
        try {
            Optional<String> owner = Optional.ofNullable(securable.access().owner());
            return securable.withAccess(rights.access(securable.key(), owner, above));
        } catch (ClientException failure) {
            broken.accept(securable.key(), failure);
            return securable;
        }
    }
}
