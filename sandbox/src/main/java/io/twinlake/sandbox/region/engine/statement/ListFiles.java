package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.delta.log.Actions;
import io.twinlake.sandbox.region.delta.log.Checksum;
import io.twinlake.sandbox.region.delta.log.DeltaFailure;
import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import io.twinlake.sandbox.region.engine.session.StatementContext;
import io.twinlake.sandbox.region.lake.LakePath;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.Action$;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.files.TahoeLogFileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Lists the files that a query is to read, table by table, from the log of the version that the query was analysed with. Delta
 * would ask Spark for them, twice, by jobs that cost more than the query of a small table; they pay where files can be passed over.
 */
final class ListFiles {

    private ListFiles() {}

    /**
     * A query with the files of its small tables in it. Whatever writes stays as it is: its transaction lists for itself, and it has
     * run already.
     */
    static Dataset<Row> in(Dataset<Row> statement, StatementContext context) {
        LogicalPlan analysed = statement.queryExecution().analyzed();
        if (analysed.exists(plan -> plan instanceof Command)) {
            return statement;
        }
        LogicalPlan listed = listed(analysed, context);
        return listed == analysed ? statement : Dataset$.MODULE$.ofRows(context.session(), listed);
    }

    private static LogicalPlan listed(LogicalPlan query, StatementContext context) {
        return (LogicalPlan) query.transformDownWithSubqueries(new AbstractPartialFunction<LogicalPlan, LogicalPlan>() {
            @Override
            public boolean isDefinedAt(LogicalPlan plan) {
                return plan instanceof LogicalRelation scan
                        && scan.relation() instanceof HadoopFsRelation files
                        && files.location() instanceof TahoeLogFileIndex;
            }

            @Override
            public LogicalPlan apply(LogicalPlan plan) {
                return listed((LogicalRelation) plan, context);
            }
        });
    }

    private static LogicalRelation listed(LogicalRelation scan, StatementContext context) {
        HadoopFsRelation relation = (HadoopFsRelation) scan.relation();
        TahoeLogFileIndex table = (TahoeLogFileIndex) relation.location();
        if (!table.partitionSchema().isEmpty() || table.schema().isEmpty()) {
            return scan;
        }
        return files(table, context)
                .map(files -> relation.copy(
                        new ListedFiles(table, files),
                        relation.partitionSchema(),
                        relation.dataSchema(),
                        relation.bucketSpec(),
                        relation.fileFormat(),
                        relation.options(),
                        relation.sparkSession()))
                .map(listed -> scan.copy(listed, scan.output(), scan.catalogTable(), scan.isStreaming(), scan.stream()))
                .orElse(scan);
    }

    /** The files, if they are few: by the checksum that the version was read with, or by the log. */
    private static Optional<List<AddFile>> files(TahoeLogFileIndex table, StatementContext context) {
        if (table.snapshotAtAnalysis() instanceof Snapshot snapshot
                && snapshot.checksumOpt().isDefined()) {
            VersionChecksum checksum = snapshot.checksumOpt().get();
            if (checksum.numFiles() > Checksum.FEW_FILES) {
                return Optional.empty();
            }
            if (checksum.allFiles().isDefined()) {
                return Optional.of(
                        CollectionConverters.asJava(checksum.allFiles().get()));
            }
        }
        LakePath root = LakePath.parse(table.path().toString());
        try {
            TableSnapshot version = new TableLog(context.storage(), root)
                    .at(table.snapshotAtAnalysis().version());
            return version.files().size() > Checksum.FEW_FILES ? Optional.empty() : Optional.of(files(version));
        } catch (DeltaFailure unreadable) {
            // Whether the table can be read is for Delta to say, in its own words.
            return Optional.empty();
        }
    }

    private static List<AddFile> files(TableSnapshot table) {
        return table.files().values().stream()
                .map(add -> (AddFile) Action$.MODULE$.fromJson(Actions.add(add).toString()))
                .toList();
    }
}
