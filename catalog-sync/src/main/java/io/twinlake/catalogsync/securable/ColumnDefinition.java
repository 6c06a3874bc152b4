package io.twinlake.catalogsync.securable;

import io.twinlake.catalogsync.column.ColumnSchema;
import org.jspecify.annotations.Nullable;

/** A column of a table or view; the type is the platform's text for it. */
public record ColumnDefinition(
        String name,
        String type,
        boolean nullable,
        @Nullable String comment,
        ColumnSchema schema) {
    /** Type, nullability and comment in one text, as they are compared. */
    public String described() {
        return type + (nullable ? "" : " not null") + (comment == null ? "" : " comment " + comment);
    }
}
