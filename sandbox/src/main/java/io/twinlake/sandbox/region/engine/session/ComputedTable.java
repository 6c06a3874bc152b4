package io.twinlake.sandbox.region.engine.session;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.metastore.TableName;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/** A relation whose rows are computed beforehand, such as one of {@code information_schema}. */
final class ComputedTable implements SupportsRead {

    private final TableName name;
    private final ResultTable content;
    private final StructType schema;

    ComputedTable(TableName name, ResultTable content) {
        this.name = name;
        this.content = content;
        StructType type = new StructType();
        for (Column column : content.columns()) {
            type = type.add(column.name(), SqlTypes.type(column), column.nullable());
        }
        this.schema = type;
    }

    @Override
    public String name() {
        return name.fullName();
    }

    @Override
    public org.apache.spark.sql.connector.catalog.Column[] columns() {
        return SqlTypes.catalogColumns(content.columns());
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return Rows::new;
    }

    private InternalRow row(List<@Nullable String> values) {
        Object[] cells = new Object[values.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Parameters.internal(values.get(i), schema.fields()[i].dataType());
        }
        return new GenericInternalRow(cells);
    }

    private final class Rows implements LocalScan {
        @Override
        public StructType readSchema() {
            return schema;
        }

        @Override
        public InternalRow[] rows() {
            return content.rows().stream().map(ComputedTable.this::row).toArray(InternalRow[]::new);
        }
    }
}
