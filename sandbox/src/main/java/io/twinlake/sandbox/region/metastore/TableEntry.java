package io.twinlake.sandbox.region.metastore;

import io.twinlake.sandbox.region.engine.Column;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as the metastore records it.
 *
 * @param tableId stays the same while the table lives; a table dropped and made again has another
 * @param format the data source format in capitals ({@code DELTA}); null for a view
 * @param location where the data is ({@code abfss://...}); null for a view
 * @param view set for a view only
 * @param constraints PRIMARY KEY and FOREIGN KEY clauses as the REST API shows them: JSON objects
 * @param audit filled by the metastore when the entry is created or updated
 */
public record TableEntry(
        TableName name,
        String tableId,
        TableType type,
        @Nullable String format,
        @Nullable String location,
        List<Column> columns,
        List<String> partitionColumns,
        Map<String, String> properties,
        @Nullable String comment,
        @Nullable ViewText view,
        List<String> constraints,
        @Nullable Audit audit)
        implements Securable {

    public TableEntry {
        columns = List.copyOf(columns);
        partitionColumns = List.copyOf(partitionColumns);
        properties = Map.copyOf(properties);
        constraints = List.copyOf(constraints);
    }

    @Override
    public SecurableKind kind() {
        return SecurableKind.TABLE;
    }

    @Override
    public Header header() {
        return new Header(
                name.fullName(),
                tableId,
                comment,
                properties,
                Objects.requireNonNull(audit, "a recorded table has audit fields"));
    }

    @Override
    public TableEntry withHeader(Header header) {
        return new TableEntry(
                TableName.parse(header.fullName()),
                header.id(),
                type,
                format,
                location,
                columns,
                partitionColumns,
                header.properties(),
                header.comment(),
                view,
                constraints,
                header.audit());
    }

    public TableEntry withColumns(List<Column> newColumns) {
        return new TableEntry(
                name,
                tableId,
                type,
                format,
                location,
                newColumns,
                partitionColumns,
                properties,
                comment,
                view,
                constraints,
                audit);
    }

    public TableEntry at(String newLocation) {
        return new TableEntry(
                name,
                tableId,
                type,
                format,
                newLocation,
                columns,
                partitionColumns,
                properties,
                comment,
                view,
                constraints,
                audit);
    }

    public TableEntry withConstraints(List<String> newConstraints) {
        return new TableEntry(
                name,
                tableId,
                type,
                format,
                location,
                columns,
                partitionColumns,
                properties,
                comment,
                view,
                newConstraints,
                audit);
    }

    public boolean isView() {
        return type == TableType.VIEW;
    }
}
