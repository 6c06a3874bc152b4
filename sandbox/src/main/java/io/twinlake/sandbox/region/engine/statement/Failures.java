package io.twinlake.sandbox.region.engine.statement;

import io.twinlake.sandbox.region.delta.log.DeltaFailure;
import io.twinlake.sandbox.region.engine.SqlFailure;
import io.twinlake.sandbox.region.lake.UnknownAccount;
import io.twinlake.sandbox.region.metastore.CatalogFailure;
import org.apache.spark.SparkThrowable;

/** What a failed statement says: the error class, SQLSTATE and message that a warehouse would give. */
final class Failures {

    private Failures() {}

    /** The failure for whatever ended a statement; the cause is kept. */
    static SqlFailure of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SqlFailure worded) {
                return worded;
            }
            if (cause instanceof CatalogFailure refused) {
                return SqlFailure.of(refused.kind().errorClass(), refused.kind().sqlState(), text(refused), refused);
            }
            if (cause instanceof DeltaFailure delta) {
                return SqlFailure.of(delta.errorClass(), delta.sqlState(), text(delta), delta);
            }
            if (cause instanceof UnknownAccount unknown) {
                return SqlFailure.of("UC_EXTERNAL_LOCATION_NOT_FOUND", "42704", text(unknown), unknown);
            }
            if (cause instanceof SparkThrowable spark && spark.getCondition() != null) {
                return SqlFailure.worded(
                        spark.getCondition(), state(spark), text(cause).strip(), failure);
            }
        }
        return SqlFailure.of("INTERNAL_ERROR", "XX000", text(failure), failure);
    }

    private static String state(SparkThrowable spark) {
        String state = spark.getSqlState();
        return state == null ? "XX000" : state;
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
