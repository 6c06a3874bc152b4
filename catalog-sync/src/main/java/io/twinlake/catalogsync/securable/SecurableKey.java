package io.twinlake.catalogsync.securable;

import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.Comparator;

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

    @Override
    public int compareTo(SecurableKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.word() + " " + name;
    }
}
