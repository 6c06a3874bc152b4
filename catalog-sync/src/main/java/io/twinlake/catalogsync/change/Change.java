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
 * @param healed of these fields, those that somebody changed at the replica and that are put back by a standing consent
 * @param content a hash of all that the replica gets where the object is not there yet and so differs in no field; null elsewhere
 */
public record Change(
        SecurableKind kind,
        ObjectName object,
        ChangeType type,
        int wave,
        @Nullable String reason,
        List<FieldDifference> fields,
        List<FieldDifference> healed,
        @Nullable String content) {
    public Change {
        fields = List.copyOf(fields);
        healed = List.copyOf(healed);
        if (reason == null && (type == ChangeType.BLOCKED || type == ChangeType.UNSUPPORTED)) {
            throw new IllegalArgumentException(object + " is " + type + " for no reason");
        }
    }

    /** One that makes nothing, of an object that nobody else changed, or that stays as somebody changed it. */
    public Change(
            SecurableKind kind,
            ObjectName object,
            ChangeType type,
            int wave,
            @Nullable String reason,
            List<FieldDifference> fields) {
        this(kind, object, type, wave, reason, fields, List.of(), null);
    }
}
