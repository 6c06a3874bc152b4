package io.twinlake.catalogsync.region;

import io.twinlake.catalogsync.securable.SecurableKey;
import io.twinlake.catalogsync.securable.Tags;
import io.twinlake.clients.databricks.EntityTags;
import io.twinlake.clients.databricks.EntityTags.Entity;
import java.util.Set;

/** Reads the tags of one object as they are now. What lists them in bulk is minutes late on the platform. */
public final class TagsNow {
    private final EntityTags tags;

    public TagsNow(EntityTags tags) {
        this.tags = tags;
    }

    /** @param places where to look, as {@link Tags#byPlace} names them */
    public Tags of(SecurableKey key, Set<String> places) {
        Tags found = Tags.NONE;
        for (String place : places) {
            found = found.with(place, tags.of(entity(key, place)));
        }
        return found;
    }

    /** The object itself, or its column. */
    public static Entity entity(SecurableKey key, String place) {
        return new Entity(key.kind(), key.name(), place.equals(Tags.ITSELF) ? null : place);
    }
}
