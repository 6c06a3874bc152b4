package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.engine.session.SparkPlans;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.files.TahoeFileIndexWithSnapshotDescriptor;
import org.apache.spark.sql.delta.files.TahoeLogFileIndex;
import scala.collection.immutable.Seq;

/** The files of an unpartitioned table at one version, known before the query is planned. */
final class ListedFiles extends TahoeFileIndexWithSnapshotDescriptor {

    private final List<AddFile> files;

    ListedFiles(TahoeLogFileIndex table, List<AddFile> files) {
        super((SparkSession) table.spark(), table.deltaLog(), table.path(), table.snapshotAtAnalysis());
        this.files = List.copyOf(files);
    }

    /** All of them: what a query asks of the rows is asked again when they are read. */
    @Override
    public Seq<AddFile> matchingFiles(Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
        return SparkPlans.seq(files);
    }

    @Override
    public String[] inputFiles() {
        return files.stream().map(file -> absolutePath(file.path()).toString()).toArray(String[]::new);
    }

    @Override
    public void refresh() {
        // A version's files are always the same.
    }

    @Override
    public long sizeInBytes() {
        return files.stream().mapToLong(AddFile::size).sum();
    }
}
