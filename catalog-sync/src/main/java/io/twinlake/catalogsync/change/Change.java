package io.twinlake.catalogsync.change;

import io.twinlake.config.name.ObjectName;
import io.twinlake.config.name.SecurableKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sync would do to one object.
 *
 * @param wave the wave that does it; waves are numbered from 0
 * @param reason why, where the type alone does not say it; never null for BLOCKED and UNSUPPORTED
 * @param fields what differs, data versions included
 * @param content a hash of all that the replica gets where the object is not there yet and so differs in no field; null elsewhere
 */
public record Change(
        SecurableKind kind,
        ObjectName object,
        ChangeType type,
        int wave,
        @Nullable String reason,
        List<FieldDifference> fields,
        @Nullable String content) {
    public Change {
        fields = List.copyOf(fields);
        if (reason == null && (type == ChangeType.BLOCKED || type == ChangeType.UNSUPPORTED)) {
            throw new IllegalArgumentException(object + " is " + type + " for no reason");
        }
    }

    /** One that makes nothing. */
    public Change(
            SecurableKind kind,
            ObjectName object,
            ChangeType type,
            int wave,
            @Nullable String reason,
            List<FieldDifference> fields) {
        this(kind, object, type, wave, reason, fields, null);
    }
}
