package io.twinlake.catalogsync.securable;

import io.twinlake.clients.databricks.Marker;
import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.time.Instant;
import java.util.Collection;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One object of one region, its marker taken off.
 *
 * @param id the platform's own id
 * @param createdAt when the platform made it, where it says so
 * @param unsupported why this version does not replicate it, null if it does
 */
public record Securable(
        SecurableKey key,
        String id,
        @Nullable Instant createdAt,
        Access access,
        Description description,
        Definition definition,
        @Nullable Marker marker,
        @Nullable String unsupported) {
    public SecurableKind kind() {
        return key.kind();
    }

    public ObjectName name() {
        return key.name();
    }

    /** The definition alone, without owner, grants and tags. */
    public SortedMap<String, String> definitionFields() {
        SortedMap<String, String> fields = description.fields();
        definition.putFields(fields);
        return fields;
    }

    /** Its tags; null where nobody has read them, or they are not shown to Twinlake. */
    public @Nullable Tags tags() {
        return description.tags();
    }

    /** Another fingerprint later means that the object was changed. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(definitionFields(), access.fields(), tags());
    }

    /** Whether its marker came back with a copy of its own replica. */
    public boolean bearsMarkerOfItself() {
        return marker != null && marker.source().equals(id);
    }

    /** Whether its marker says the same as another one and was written by one of these intents. */
    public boolean bears(Marker wanted, Collection<String> intents) {
        return marker != null
                && marker.saysAs(wanted)
                && marker.intent() != null
                && intents.contains(marker.intent())
                && !marker.namesAnother(id);
    }

    /** Whether Twinlake keeps it under a name of its own: what was set aside is no part of the group any more. */
    public boolean setAside() {
        return marker != null && marker.archived() && name().name().contains("twinlake_");
    }

    /** The same without some of its properties. */
    public Securable withoutProperties(Predicate<String> names) {
        return new Securable(key, id, createdAt, access, description.without(names), definition, marker, unsupported);
    }

    public Securable withTags(@Nullable Tags newTags) {
        return new Securable(key, id, createdAt, access, description.with(newTags), definition, marker, unsupported);
    }

    public Securable withAccess(Access newAccess) {
        return new Securable(key, id, createdAt, newAccess, description, definition, marker, unsupported);
    }

    public Securable withDefinition(Definition newDefinition) {
        return new Securable(key, id, createdAt, access, description, newDefinition, marker, unsupported);
    }

    /** The same as one that this version does not replicate. */
    public Securable notReplicated(String reason) {
        return new Securable(key, id, createdAt, access, description, definition, marker, reason);
    }
}
