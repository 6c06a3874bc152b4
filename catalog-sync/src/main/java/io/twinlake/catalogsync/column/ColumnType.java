package io.twinlake.catalogsync.column;

import java.util.List;

/** A column's type and the types within it. */
public sealed interface ColumnType {
    /** A value without parts; the name is the platform's, {@code decimal(10,2)} say. */
    record Simple(String name) implements ColumnType {}

    record Array(ColumnType element) implements ColumnType {}

    record Map(ColumnType key, ColumnType value) implements ColumnType {}

    record Struct(List<Field> fields) implements ColumnType {
        public Struct {
            fields = List.copyOf(fields);
        }
    }

    /** A type of which the platform does not say what it consists of. */
    record Untold(String name) implements ColumnType {}

    record Field(String name, ColumnType type) {}
}
