package io.twinlake.sandbox.region.api;

import io.twinlake.sandbox.region.metastore.Audit;
import io.twinlake.sandbox.region.metastore.Header;

/** The fields that every securable shows alike. */
public final class AuditFields {

    private AuditFields() {}

    public static Fields add(Fields fields, Header header) {
        Audit audit = header.audit();
        return fields.with("owner", audit.owner())
                .with("comment", header.comment())
                .with("created_at", audit.createdAt())
                .with("created_by", audit.createdBy())
                .with("updated_at", audit.updatedAt())
                .with("updated_by", audit.updatedBy());
    }

    /** The pair of fields about predictive optimization. */
    public static Fields optimization(Fields fields, String flag, String inheritedFrom, String inheritedName) {
        fields.with("enable_predictive_optimization", flag);
        Fields effective = new Fields().with("value", flag.equals("INHERIT") ? "ENABLE" : flag);
        if (flag.equals("INHERIT")) {
            effective.with("inherited_from_type", inheritedFrom).with("inherited_from_name", inheritedName);
        }
        return fields.with("effective_predictive_optimization_flag", effective);
    }
}
