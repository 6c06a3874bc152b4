package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.delta.copy.CloneOutcome;
import io.twinlake.sandbox.region.delta.copy.CloneRequest;
import io.twinlake.sandbox.region.delta.copy.TableClone;
import io.twinlake.sandbox.region.delta.log.TableLog;
import io.twinlake.sandbox.region.delta.log.TableSnapshot;
import io.twinlake.sandbox.region.engine.ResultTable;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.engine.session.StatementContext;
import io.twinlake.sandbox.region.metastore.TableEntry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.plans.logical.CloneTableStatement;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** CREATE [OR REPLACE] TABLE ... CLONE: the source pinned, cloned without a Spark job, and the metastore told. */
final class CloneStatement {
    /** A table of a mounted share is a Delta table of the provider's. */
    private static final Set<String> CLONABLE = Set.of("DELTA", "DELTASHARING");

    private final StatementContext context;
    private final Clock clock;
    private final boolean deep;

    CloneStatement(StatementContext context, Clock clock, boolean deep) {
        this.context = context;
        this.clock = clock;
        this.deep = deep;
    }

    ResultTable run(CloneTableStatement plan) {
        TableTarget target = new TableTarget(
                context, plan.target(), OptionConverters.toJava(plan.targetLocation()), plan.isReplaceCommand());
        if (target.exists() && plan.ifNotExists()) {
            return ResultTable.EMPTY;
        }
        target.requireThereUnless(!plan.isReplaceCommand() || plan.isCreateCommand());
        target.requireEmptyPlace();
        CloneOutcome outcome =
                new TableClone(context.storage(), clock, context::requireNotCancelled).run(request(plan), target.log());
        target.register(target.commentBefore(), !deep);
        target.checkpointWhenDue(outcome.version());
        return result(outcome);
    }

    private CloneRequest request(CloneTableStatement plan) {
        TableReference source = TableReference.of(AsOf.relation(plan.source()), context);
        source.entry(context).ifPresent(this::requireClonable);
        TableLog log = source.log(context);
        Optional<Long> version = AsOf.version(plan.source(), log);
        if (version.isPresent() && source instanceof TableReference.Named named) {
            context.requireHistory(named.name(), version::get);
        }
        TableSnapshot snapshot = version.map(log::at)
                .or(log::latest)
                .orElseThrow(() -> SqlFailure.of(
                        "DELTA_MISSING_DELTA_TABLE", "42P01", source.display() + " is not a Delta table."));
        if (source instanceof TableReference.Named named) {
            context.requireFewFiles(named.name(), () -> snapshot);
        }
        return new CloneRequest(
                snapshot, source.display(), !deep, CollectionConverters.asJava(plan.tablePropertyOverrides()));
    }

    private void requireClonable(TableEntry source) {
        if (source.view() != null || !CLONABLE.contains(source.format())) {
            throw SqlFailure.of(
                    "DELTA_CLONE_UNSUPPORTED_SOURCE",
                    "0AKDC",
                    "Unsupported clone source '" + (source.view() != null ? "View" : source.format())
                            + "', whose name is '" + source.name().fullName()
                            + "'. The supported formats are 'delta', 'iceberg' and 'parquet'.");
        }
        if (!context.guard(source.name()).isNone()) {
            throw SqlFailure.of(
                    "DELTA_CLONE_UNSUPPORTED_SOURCE",
                    "0AKDC",
                    "Unsupported clone source '" + source.name().fullName()
                            + "': tables with row level security or column masks cannot be cloned.");
        }
    }

    private static ResultTable result(CloneOutcome outcome) {
        List<String> names = List.of(
                "source_table_size",
                "source_num_of_files",
                "num_removed_files",
                "num_copied_files",
                "removed_files_size",
                "copied_files_size");
        List<String> values = Stream.of(
                        outcome.sourceTableSize(),
                        outcome.sourceNumOfFiles(),
                        outcome.numRemovedFiles(),
                        outcome.numCopiedFiles(),
                        outcome.removedFilesSize(),
                        outcome.copiedFilesSize())
                .map(String::valueOf)
                .toList();
        return new ResultTable(Results.columnsOf("bigint", names), List.of(values));
    }
}
