package io.twinlake.sandbox.region.engine.session;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import io.twinlake.sandbox.region.engine.Column;
import io.twinlake.sandbox.region.engine.ResultTable;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** A result as a view of a session, for a query that reads from it. */
public final class ResultView {

    private ResultView() {}

    /** Makes the view, with the result's own types; a column's texts are read only where the query needs it. */
    public static void create(SparkSession session, String name, ResultTable result) {
        StructType texts = new StructType();
        for (Column column : result.columns()) {
            texts = texts.add(column.name(), DataTypes.StringType);
        }
        List<Row> rows = result.rows().stream()
                .map(row -> RowFactory.create(row.toArray()))
                .toList();
        session.createDataFrame(rows, texts)
                .select(result.columns().stream().map(ResultView::typed).toArray(org.apache.spark.sql.Column[]::new))
                .createOrReplaceTempView(name);
    }

    private static org.apache.spark.sql.Column typed(Column column) {
        DataType type = SqlTypes.type(column);
        boolean nested = type instanceof MapType || type instanceof StructType;
        org.apache.spark.sql.Column text = col(column.name());
        return (nested ? from_json(text, type) : text.cast(type)).as(column.name());
    }
}
