package io.twinlake.sandbox.region.metastore;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every securable has: its full name in lower case, an identity, a comment, properties and its audit fields. */
public record Header(
        String fullName, String id, @Nullable String comment, Map<String, String> properties, Audit audit) {

    public Header {
        properties = Map.copyOf(properties);
    }

    public Header named(String newName) {
        return new Header(newName, id, comment, properties, audit);
    }

    public Header commented(@Nullable String newComment) {
        return new Header(fullName, id, newComment, properties, audit);
    }

    public Header withProperties(Map<String, String> newProperties) {
        return new Header(fullName, id, comment, newProperties, audit);
    }

    public Header audited(Audit newAudit) {
        return new Header(fullName, id, comment, properties, newAudit);
    }
}
