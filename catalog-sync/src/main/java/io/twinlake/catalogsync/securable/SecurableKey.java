package io.twinlake.catalogsync.securable;

import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.Comparator;
import java.util.Optional;

/** Names one object among all of a region: functions and tables may share a name. Ordered by name, then kind. */
public record SecurableKey(SecurableKind kind, ObjectName name) implements Comparable<SecurableKey> {
    private static final Comparator<SecurableKey> ORDER =
            Comparator.comparing(SecurableKey::name).thenComparing(SecurableKey::kind);

    /** Whether it is what a catalog or a schema contains, at any depth. */
    public boolean standsIn(SecurableKey container) {
        return switch (container.kind()) {
            case CATALOG ->
                kind != SecurableKind.CATALOG
                        && name.catalog().equals(container.name().catalog());
            case SCHEMA -> name.parts().size() == 3 && name.parent().equals(container.name());
            default -> false;
        };
    }

    /** The catalog or the schema that it stands in; a catalog stands in none. */
    public Optional<SecurableKey> container() {
        return switch (name.parts().size()) {
            case 1 -> Optional.empty();
            case 2 -> Optional.of(new SecurableKey(SecurableKind.CATALOG, name.parent()));
            default -> Optional.of(new SecurableKey(SecurableKind.SCHEMA, name.parent()));
        };
    }

    @Override
    public int compareTo(SecurableKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.word() + " " + name;
    }
}
