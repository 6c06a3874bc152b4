package io.twinlake.sandbox.region.sql;

import io.twinlake.sandbox.region.engine.SqlRequest;
import io.twinlake.sandbox.region.metastore.TableName;
import io.twinlake.sandbox.region.metastore.access.Caller;
import java.util.List;
import java.util.Locale;

/** Who runs a statement, and with what: its catalog and schema complete short names. */
public record Session(Caller caller, SqlRequest request) {

    public String catalog() {
        return request.catalog();
    }

    public String schema() {
        return request.schema();
    }

    public TableName table(List<String> parts) {
        return TableName.resolve(parts, catalog(), schema());
    }

    /** A schema's full name from one or two parts. */
    public String schema(List<String> parts) {
        String full = parts.size() == 1 ? catalog() + "." + parts.get(0) : String.join(".", parts);
        return full.toLowerCase(Locale.ROOT);
    }
}
